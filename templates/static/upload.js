/* The materials' page: several files at once, sent one after another through their slot's own form, each with its progress, its
 * refusal and another try beside its name. Without it each form posts one file. Replaces nothing but the slot that changed, so
 * that what is waiting elsewhere on the page goes on waiting. */
(function () {
	"use strict";
	if (!window.FormData || !window.XMLHttpRequest || !window.DOMParser)
		return;
	var page = document.getElementById("materials");
	var waiting = [], running = false;

	function make(kind, name, text) {
		var e = document.createElement(kind);
		e.className = name;
		e.textContent = text || "";
		return e;
	}

	/* A form key of its own for each file; another try has the same, so that what came through already is not done twice. */
	function key() {
		var letters = "0123456789abcdefghijklmnopqrstuv";
		return Array.prototype.map.call(window.crypto.getRandomValues(new Uint8Array(22)), function (n) {
			return letters[n % 32];
		}).join("");
	}

	/* ---- one row for each file ---- */

	function rows(slot) {
		var list = slot.querySelector(".uploads");
		if (!list) {
			list = make("ul", "uploads");
			list.setAttribute("aria-live", "polite");
			slot.appendChild(list);
		}
		return list;
	}

	function add(form, file) {
		var job = {file: file, slot: form.closest(".slot").id, fields: {}, key: key()};
		["code", "slot", "replace"].forEach(function (name) { job.fields[name] = form.elements[name].value; });
		job.row = make("li", "uploading");
		job.bar = make("progress", "");
		job.bar.max = 100;
		job.bar.setAttribute("aria-label", "上传进度：" + file.name);
		job.state = make("span", "upload-state num");
		job.row.appendChild(make("span", "file-name", file.name));
		job.row.appendChild(job.bar);
		job.row.appendChild(job.state);
		rows(form.closest(".slot")).appendChild(job.row);
		queue(job);
	}

	function queue(job) {
		job.bar.hidden = false;
		job.bar.value = 0;
		job.row.className = "uploading";
		job.state.textContent = "等待上传";
		waiting.push(job);
		next();
	}

	function fail(job, why, again) {
		job.bar.hidden = true;
		job.row.className = "failed";
		job.state.textContent = why;
		if (!again)
			return;
		var button = make("button", "button button-quiet button-small", "再试一次");
		button.type = "button";
		button.addEventListener("click", function () {
			button.remove();
			queue(job);
		});
		job.row.appendChild(button);
	}

	/* ---- sending ---- */

	function body(job) {
		var data = new FormData(), form = page.querySelector("form.upload");
		data.append("csrf", form.elements.csrf.value);
		data.append("op", job.key);
		Object.keys(job.fields).forEach(function (name) { data.append(name, job.fields[name]); });
		data.append("file", job.file); /* last: the server reads it on the way */
		return data;
	}

	function progress(job, loaded, total) {
		var percent = total ? Math.floor(100 * loaded / total) : 0;
		job.bar.value = percent;
		job.state.textContent = percent < 100 ? percent + "%" : "正在检查…";
	}

	function send(job) {
		var xhr = new XMLHttpRequest();
		xhr.open("POST", "/apply/materials/upload");
		xhr.upload.onprogress = function (e) {
			if (e.lengthComputable)
				progress(job, e.loaded, e.total);
		};
		xhr.onload = function () {
			answer(job, xhr);
			done();
		};
		xhr.onerror = xhr.onabort = function () {
			fail(job, "连接中断，没有上传成功", true);
			done();
		};
		progress(job, 0, job.file.size);
		xhr.send(body(job));
	}

	function next() {
		if (running || !waiting.length)
			return;
		running = true;
		var job = waiting.shift();
		if (job.file.size <= page.dataset.maxMb * 1024 * 1024) {
			send(job);
			return;
		}
		fail(job, page.dataset.tooLarge, false);
		done();
	}

	function done() {
		running = false;
		next();
	}

	/* ---- what comes back: the page with the slot as it is now ---- */

	/* Without the name of the file, beside which it will stand. */
	function reason(fresh) {
		var error = fresh.getElementById("e-file"), name = fresh.querySelector("#e-file .refused-name");
		if (name)
			name.remove();
		var words = (error || fresh.querySelector("#errors li")).textContent;
		if (error)
			error.remove();
		return words;
	}

	function answer(job, xhr) {
		var fresh = new DOMParser().parseFromString(xhr.responseText, "text/html");
		if (!fresh.getElementById(job.slot)) {
			if (xhr.status < 400)
				window.location.assign("/apply/materials"); /* signed out */
			else if (xhr.status === 413)
				fail(job, page.dataset.tooLarge, false);
			else
				fail(job, "系统暂时繁忙，没有上传成功", true);
			return;
		}
		if (xhr.status < 400)
			job.row.remove();
		else
			fail(job, reason(fresh), xhr.status === 503);
		show(fresh, job.slot);
	}

	/* What the other slots offer to use again; what is open or chosen there stays so. */
	function offers(fresh, id) {
		Array.prototype.forEach.call(page.querySelectorAll(".slot"), function (slot) {
			var old = slot.querySelector(".reuse-offer"), there = fresh.getElementById(slot.id);
			if (slot.id === id || !there || old.contains(document.activeElement))
				return;
			var now = document.importNode(there.querySelector(".reuse-offer"), true);
			var was = old.querySelector("select"), is = now.querySelector("select");
			if (was && is) {
				now.querySelector("details").open = old.querySelector("details").open;
				is.value = was.value;
				if (is.selectedIndex < 0)
					is.value = "";
			}
			old.replaceWith(now);
		});
	}

	function show(fresh, id) {
		var old = document.getElementById(id), slot = document.importNode(fresh.getElementById(id), true);
		var list = rows(old), focused = old.contains(document.activeElement);
		var card = old.closest(".slot-card"), now = fresh.getElementById(id).closest(".slot-card");
		old.replaceWith(slot);
		slot.appendChild(list);
		card.className = now.className;
		card.querySelector(".slot-head").replaceWith(document.importNode(now.querySelector(".slot-head"), true));
		document.getElementById("materials-count").textContent = fresh.getElementById("materials-count").textContent;
		listen(slot);
		offers(fresh, id);
		if (focused)
			(slot.querySelector("summary, input[type=file]") || slot).focus();
	}

	/* ---- choosing ---- */

	function choose(form, input) {
		var files = Array.prototype.slice.call(input.files);
		Array.prototype.forEach.call(rows(form.closest(".slot")).querySelectorAll(".failed"), function (row) { row.remove(); });
		files.forEach(function (file) { add(form, file); });
		input.value = "";
	}

	function listen(part) {
		Array.prototype.forEach.call(part.querySelectorAll("form.upload"), function (form) {
			var input = form.querySelector("input[type=file]");
			input.multiple = !form.elements.replace.value;
			input.addEventListener("change", function () { choose(form, input); });
		});
	}

	listen(page);
	window.addEventListener("beforeunload", function (event) {
		if (running)
			event.preventDefault();
	});
}());
