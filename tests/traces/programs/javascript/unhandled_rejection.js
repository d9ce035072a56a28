async function pay(order) {
  return order.amount.toFixed(2);
}

pay({});
