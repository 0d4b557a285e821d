/* office.js: the keyboard of the review screen. Everything it does is a click on a form or link that is there anyway, so the
 * page works the same without it. */
(function () {
	"use strict";
	var review = document.querySelector("[data-review]");

	function show(elements) {
		elements.forEach(function (e) { e.hidden = false; });
	}
	function all(selector) {
		return Array.prototype.slice.call(document.querySelectorAll(selector));
	}

	document.addEventListener("submit", function (event) {
		/* A second press while the first is on its way would only be refused. */
		if (event.target.dataset.sent)
			event.preventDefault();
		event.target.dataset.sent = "1";
	});
	window.addEventListener("pageshow", function () {
		all("form[data-sent]").forEach(function (f) { delete f.dataset.sent; });
	});

	/* ---- fields for scanners, and counting: what is typed next replaces what was not found ---- */
	all("[data-scan][autofocus]").forEach(function (e) {
		e.focus();
		e.select();
	});
	var wrong = document.querySelector("tr.wrong input[name=copies]");
	if (wrong)
		wrong.focus();
	if (!review) {
		show(all("[data-keys]"));
		document.addEventListener("keydown", function (event) {
			var primary = document.querySelector("[data-primary]");
			if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && primary) {
				event.preventDefault();
				primary.click();
			}
		});
		return;
	}

	/* ---- rows: fields on the left, materials on the right ---- */
	var rows = all("[data-row]");
	var key = "office-row:" + location.pathname;
	var at = -1;

	function choose(n, quietly) {
		if (!rows.length)
			return;
		if (rows[at])
			rows[at].classList.remove("chosen");
		at = Math.max(0, Math.min(rows.length - 1, n));
		rows[at].classList.add("chosen");
		if (!quietly)
			rows[at].scrollIntoView({ block: "nearest" });
		sessionStorage.setItem(key, rows[at].id);
	}
	function press(selector) {
		var e = rows[at] && rows[at].querySelector(selector);
		if (!e)
			return;
		if (selector === "[data-right]" && at + 1 < rows.length)
			sessionStorage.setItem(key, rows[at + 1].id);
		e.click();
	}
	rows.forEach(function (row, n) {
		row.addEventListener("click", function (event) {
			if (!event.target.closest("a, button, input, select, textarea, form"))
				choose(n);
		});
	});

	/* ---- the columns stay where they were ---- */
	all("[data-keep]").forEach(function (pane) {
		var name = "office-scroll:" + pane.dataset.keep + location.pathname;
		var saved = sessionStorage.getItem(name);
		if (saved && location.hash !== "#papers" && location.hash !== "#decide")
			pane.scrollTop = Number(saved);
		window.addEventListener("pagehide", function () { sessionStorage.setItem(name, pane.scrollTop); });
	});

	/* ---- the viewer ---- */
	var paper = document.querySelector("[data-paper]");
	var zoom = 0, turn = 0;

	function look() {
		paper.className = "paper z" + zoom + " r" + turn;
	}
	function zoomBy(n) {
		zoom = Math.max(0, Math.min(3, zoom + n));
		look();
	}
	function rotate() {
		turn = (turn + 1) % 4;
		look();
	}
	function nextFile() {
		var files = all(".viewer-files a");
		var now = files.findIndex(function (a) { return a.hasAttribute("aria-current"); });
		if (files.length > 1)
			files[(now + 1) % files.length].click();
	}
	function turnTo(selector) {
		var link = document.querySelector(selector);
		if (link)
			link.click();
	}
	if (paper) {
		show(all("[data-zoom], [data-rotate]"));
		all("[data-zoom]").forEach(function (b) {
			b.addEventListener("click", function () { zoomBy(b.dataset.zoom === "in" ? 1 : -1); });
		});
		all("[data-rotate]").forEach(function (b) { b.addEventListener("click", rotate); });
	}

	/* ---- keys ---- */
	var keys = {
		ArrowDown: function () { choose(at + 1); },
		ArrowUp: function () { choose(at - 1); },
		" ": function () { press("[data-right]"); },
		x: function () { press("[data-wrong]"); },
		Enter: function () { press("[data-open]"); },
		j: nextFile,
		ArrowLeft: function () { turnTo("[data-previous]"); },
		ArrowRight: function () { turnTo("[data-next]"); },
		r: function () { if (paper) rotate(); },
		"+": function () { if (paper) zoomBy(1); },
		"=": function () { if (paper) zoomBy(1); },
		"-": function () { if (paper) zoomBy(-1); }
	};
	function submitMain(target) {
		var form = target.closest && target.closest("form");
		var button = form && form.closest(".reason") ? form.querySelector("button.button") : document.querySelector("[data-primary]");
		if (button)
			button.click();
	}
	document.addEventListener("keydown", function (event) {
		if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
			event.preventDefault();
			submitMain(event.target);
			return;
		}
		if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, button, a, summary"))
			return;
		var act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
		if (act) {
			event.preventDefault();
			act();
		}
	});
	show(all("[data-keys]"));
	var saved = sessionStorage.getItem(key);
	var start = rows.findIndex(function (r) { return r.id === saved; });
	if (location.hash === "#reason")
		document.getElementById("problem") && document.getElementById("problem").focus();
	choose(start < 0 ? 0 : start, window.innerWidth <= 960 || start < 0);
}());
