const settings = require('./settings-of-nobody');
