module.exports = { open: '', close: '' };
