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

	/* An upload starts when a file is chosen, with its progress. */
	Array.prototype.forEach.call(document.querySelectorAll("form.upload"), function (form) {
		var input = form.querySelector("input[type=file]");
		var button = form.querySelector("button");
		if (!input || !window.FormData || !window.XMLHttpRequest)
			return;
		input.addEventListener("change", function () {
			if (!input.files.length)
				return;
			var bar = document.createElement("progress");
			bar.max = 100;
			bar.value = 0;
			bar.setAttribute("aria-label", "上传进度");
			form.appendChild(bar);
			button.disabled = true;
			var xhr = new XMLHttpRequest();
			xhr.open("POST", form.action);
			xhr.upload.onprogress = function (e) {
				if (e.lengthComputable)
					bar.value = 100 * e.loaded / e.total;
			};
			xhr.onload = function () {
				if (xhr.status === 422 || xhr.status >= 400) {
					document.open();
					document.write(xhr.responseText);
					document.close();
				} else {
					window.location.replace(xhr.responseURL.split("#")[0]);
				}
			};
			xhr.onerror = function () {
				bar.remove();
				button.disabled = false;
				window.alert("网络中断，文件没有上传成功，请重试。");
			};
			xhr.send(new FormData(form));
		});
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
