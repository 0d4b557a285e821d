/* The page of materials: files go up as soon as they are chosen, one after another, each with its progress; what is wrong with
 * one stands beside its name, and one that was cut off is sent again at a press. The page comes anew without being loaded, so
 * nobody loses their place. Without this, each form sends one file and the page says the same. */
(function () {
	"use strict";
	var page = "/apply/materials";
	var waiting = [];
	var sending = null;
	var newest = null; /* the page as the last file that was taken left it */
	var said = document.createElement("p");

	if (!window.FormData || !window.XMLHttpRequest || !window.DOMParser || !Element.prototype.closest)
		return;
	said.className = "hidden";
	said.setAttribute("role", "status");
	document.body.appendChild(said);

	function make(tag, name, text) {
		var e = document.createElement(tag);
		e.className = name;
		e.textContent = text || "";
		return e;
	}

	/* A slot takes several at once; one that is replaced, one. */
	function prepare() {
		Array.prototype.forEach.call(document.querySelectorAll("form.upload"), function (form) {
			form.elements.file.multiple = !form.elements.replace.value;
		});
	}

	/* ---- a line for each file ---- */

	function list_of(slot) {
		var at = document.getElementById(slot);
		var list = at && at.querySelector(".sending");
		if (at && !list)
			list = at.appendChild(make("ul", "sending"));
		return list;
	}

	function add(form, file) {
		var job = {form: {}, action: form.getAttribute("action"), file: file, slot: form.closest(".slot").id,
			   line: make("li", ""), state: make("span", "num muted", "等待上传"),
			   bar: document.createElement("progress"), taken: false};
		Array.prototype.forEach.call(form.querySelectorAll("input[type=hidden]"), function (input) {
			job.form[input.name] = input.value;
		});
		job.bar.max = 100;
		job.bar.value = 0;
		job.bar.setAttribute("aria-label", file.name + " 的上传进度");
		job.line.appendChild(make("span", "file-name", file.name));
		job.line.appendChild(job.state);
		job.line.appendChild(job.bar);
		list_of(job.slot).appendChild(job.line);
		waiting.push(job);
	}

	function say(job, text) {
		job.state.textContent = text;
	}

	function fail(job, text, again) {
		var button;
		job.line.className = "wrong";
		say(job, "没有上传");
		job.bar.remove();
		job.line.appendChild(make("p", "error", text));
		said.textContent = job.file.name + "：" + text;
		if (!again)
			return;
		button = make("button", "button button-quiet button-small", "重新上传");
		button.type = "button";
		button.addEventListener("click", function () {
			job.line.className = "";
			job.line.querySelector(".error").remove();
			button.remove();
			job.bar.value = 0;
			job.line.appendChild(job.bar);
			say(job, "等待上传");
			waiting.push(job);
			next();
		});
		job.line.appendChild(button);
	}

	/* ---- answers ---- */

	function taken(job, answer) {
		job.taken = true;
		say(job, "已上传");
		job.line.className = "done";
		job.bar.remove();
		newest = answer;
	}

	function answered(job, xhr) {
		var answer = new DOMParser().parseFromString(xhr.responseText, "text/html");
		var problem = answer.getElementById("e-file");
		if (xhr.status === 200 && new URL(xhr.responseURL).pathname !== page)
			window.location.assign(xhr.responseURL); /* signed out, or the application is closed */
		else if (xhr.status === 200)
			taken(job, answer);
		else if (xhr.status === 422 && problem)
			fail(job, problem.textContent, false);
		else if (xhr.status === 413)
			fail(job, "文件过大，请压缩或拆分后上传", false);
		else if (xhr.status === 429 || xhr.status >= 500)
			fail(job, "系统暂时繁忙，这个文件没有保存，请稍后重新上传", true);
		else
			fail(job, "没有上传成功，请刷新页面后再试", false);
	}

	/* The page as it is now, with the lines of what was not taken. */
	function renew() {
		var left = document.querySelectorAll(".sending > .wrong");
		var lines = Array.prototype.map.call(left, function (line) {
			return {line: line, slot: line.closest(".slot").id};
		});
		var main = document.getElementById("main");
		var fresh = document.importNode(newest.getElementById("main"), true);
		newest = null;
		main.parentNode.replaceChild(fresh, main);
		lines.forEach(function (l) {
			var list = list_of(l.slot);
			if (list)
				list.appendChild(l.line);
		});
		prepare();
	}

	function end(slot) {
		var at;
		if (newest)
			renew();
		at = document.getElementById(slot);
		if (at && (!document.activeElement || document.activeElement === document.body)) {
			at.tabIndex = -1;
			at.focus({preventScroll: true});
		}
	}

	/* ---- one after another ---- */

	function send(job) {
		var xhr = new XMLHttpRequest();
		var data = new FormData();
		Object.keys(job.form).forEach(function (name) { data.append(name, job.form[name]); });
		data.append("file", job.file, job.file.name); /* the file comes last */
		xhr.open("POST", job.action);
		xhr.upload.onprogress = function (e) {
			if (!e.lengthComputable)
				return;
			job.bar.value = 100 * e.loaded / e.total;
			say(job, e.loaded < e.total ? Math.floor(job.bar.value) + "%" : "正在检查");
		};
		xhr.onload = function () {
			answered(job, xhr);
			next(job);
		};
		xhr.onerror = function () {
			fail(job, "网络中断，文件没有传完，也没有保存", true);
			next(job);
		};
		say(job, "0%");
		xhr.send(data);
	}

	/* done: the one that has just ended; without it somebody wants to begin. */
	function next(done) {
		if (sending && sending !== done)
			return;
		sending = waiting.shift() || null;
		if (sending)
			send(sending);
		else if (done) {
			if (done.taken)
				said.textContent = "文件已上传";
			end(done.slot);
		}
	}

	document.addEventListener("change", function (event) {
		var form = event.target.type === "file" && event.target.closest("form.upload");
		if (!form)
			return;
		Array.prototype.forEach.call(event.target.files, function (file) { add(form, file); });
		event.target.value = "";
		next();
	});
	window.addEventListener("beforeunload", function (event) {
		if (sending)
			event.preventDefault();
	});
	prepare();
}());
