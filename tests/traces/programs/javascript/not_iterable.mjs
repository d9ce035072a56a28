export function merge(lists) {
  const all = [];
  for (const item of lists.first) all.push(item);
  return all;
}

merge({ first: 7 });
