function city(order) {
  return order.address.city;
}

class Label {
  constructor(order) {
    this.text = city(order);
  }
}

new Label({});
