/* Makes the pages nicer; everything works without it. */
(function () {
	"use strict";
	document.documentElement.classList.add("js");
	var summary = document.getElementById("errors");
	if (summary)
		summary.focus();

	/* A form is sent once, however often the button is pressed. */
	document.addEventListener("submit", function (event) {
		var form = event.target;
		if (form.dataset.sent) {
			event.preventDefault();
			return;
		}
		form.dataset.sent = "1";
		window.setTimeout(function () { delete form.dataset.sent; }, 8000);
	});
	window.addEventListener("pageshow", function () {
		Array.prototype.forEach.call(document.forms, function (form) { delete form.dataset.sent; });
	});

	/* What is only asked under another answer of the same page shows when that is given. */
	Array.prototype.forEach.call(document.querySelectorAll("[data-when-field]"), function (part) {
		var choices = document.getElementsByName(part.dataset.whenField);
		function look() {
			part.hidden = !Array.prototype.some.call(choices, function (c) {
				return c.checked && c.value === part.dataset.whenValue;
			});
		}
		Array.prototype.forEach.call(choices, function (c) { c.addEventListener("change", look); });
		look();
	});

	/* A word before the session ends (30 minutes without a request). */
	if (document.querySelector("form[action='/sign-out'], form[action='/account/sign-out']")) {
		window.setTimeout(function () {
			var note = document.createElement("div");
			note.className = "banner banner-wait";
			note.setAttribute("role", "alert");
			note.textContent = "您已近 25 分钟没有操作，5 分钟后将自动退出。请保存正在填写的内容；未保存的内容在重新登录后会为您恢复。";
			document.getElementById("main").prepend(note);
		}, 25 * 60 * 1000);
	}
}());
