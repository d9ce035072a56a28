module.exports = { open: '*** ', close: ' ***' };
