function net(price) {
  return price.net.value;
}

try {
  net({});
} catch (error) {
  console.error('payment failed', error);
}
