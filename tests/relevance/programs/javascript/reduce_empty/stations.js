const STATIONS = [
  { city: 'Bern', name: 'East', celsius: 11, online: true },
  { city: 'Bern', name: 'Hill', celsius: 8, online: true },
  { city: 'Oslo', name: 'Port', celsius: -2, online: false },
];

exports.stationsOf = function stationsOf(city) {
  return STATIONS.filter((one) => one.city === city);
};
