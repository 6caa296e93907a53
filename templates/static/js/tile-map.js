/*
 * Addresses on a map, by Leaflet, where the hoster names a tile server. Bundled behind Leaflet, on pages that have a map alone.
 *   [data-tiles]  the map: address of the tiles; its children [data-latitude][data-longitude] are the points, their text the names
 * Without this script the element stays hidden: the addresses are on the page as text.
 */
(function () {
	"use strict";
	document.querySelectorAll("[data-tiles]").forEach(function (place) {
		var points = Array.prototype.map.call(place.querySelectorAll("[data-latitude]"), function (point) {
			return { at: [Number(point.dataset.latitude), Number(point.dataset.longitude)], name: point };
		}), map;

		place.textContent = "";
		place.hidden = false;
		map = L.map(place, { zoomControl: false, scrollWheelZoom: false });
		map.attributionControl.setPrefix(false);
		L.control.zoom({ zoomInTitle: place.dataset.in, zoomOutTitle: place.dataset.out }).addTo(map);
		L.tileLayer(place.dataset.tiles, { attribution: place.dataset.attribution.replace(/[&<>]/g, ""), maxZoom: 18 }).addTo(map);
		/* The name is given as an element: what Leaflet is given as text it would read as HTML. */
		points.forEach(function (point) {
			L.circleMarker(point.at, { className: "tile-point", radius: 8 }).bindTooltip(point.name, { permanent: points.length < 6, direction: "top" }).addTo(map);
		});
		map.fitBounds(points.map(function (point) { return point.at; }), { padding: [48, 48], maxZoom: 15 });
	});
}());
