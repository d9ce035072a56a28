const basket = { items: [1, 2] };

function total() {
  return basket.items.map((item) => item.price());
}

total();
