<?cs set:page.nav = "apply" ?><?cs set:page.uploads = "1" ?><?cs set:page.title = "附件材料" ?><?cs
	set:page.crumb = "附件材料" ?><?cs include:"lib/portal_head.cs" ?>
<?cs # choosing one file for a slot; with replace it takes that file's place ?>
<?cs def:upload_form(code, slot, replace, words, first) ?>
	<form class="upload" method="post" action="/apply/materials/upload" enctype="multipart/form-data">
		<?cs call:tokens() ?><input type="hidden" name="code" value="<?cs var:code ?>"><input type="hidden"
			name="slot" value="<?cs var:slot ?>"><input type="hidden" name="replace"
			value="<?cs var:replace ?>"><label><span class="upload-words"><?cs var:words ?></span><input
			type="file" name="file" accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"<?cs if:first ?>
			id="f-file" aria-describedby="e-file"<?cs /if ?>></label><button
			class="button button-quiet button-small" type="submit">上传</button>
	</form>
<?cs /def ?>
<?cs # two neighbours change places ?>
<?cs def:swap_form(code, slot, first, second, words, name) ?>
	<form method="post" action="/apply/materials/move">
		<?cs call:tokens() ?><input type="hidden" name="code" value="<?cs var:code ?>"><input type="hidden"
			name="slot" value="<?cs var:slot ?>"><input type="hidden" name="first"
			value="<?cs var:first ?>"><input type="hidden" name="second"
			value="<?cs var:second ?>"><button class="button button-quiet button-move" type="submit"><?cs
			var:words ?><span class="hidden">：<?cs var:name ?></span></button>
	</form>
<?cs /def ?>
<div class="columns">
<div id="materials" data-max-mb="<?cs var:max_mb ?>" data-too-large="<?cs var:Label.error.file_too_large ?>">
<h1>附件材料</h1>
<p>
	按您填写的信息，共需 <strong class="num"><?cs var:total ?></strong> 项，已完成 <strong class="num" id="materials-count"><?cs
		var:complete ?></strong> 项。支持 PDF、JPG、PNG，单个文件不超过 <?cs var:max_mb ?> MB。
</p>
<?cs if:answers_ready == "0" ?>
	<div class="banner banner-wait">先填写<a href="/apply/section/organisation">机构信息</a>中的账户类型和主体性质，才能列全需要的材料。</div>
<?cs /if ?>
<?cs if:error_count > #0 ?>
	<div class="error-summary" role="alert" tabindex="-1" id="errors">
		<h2><?cs if:error.file ?>有 1 个文件没有上传成功<?cs else ?>没有完成<?cs /if ?></h2>
		<ul>
			<?cs each:e = errors ?>
				<li>
					<a href="#<?cs if:error.file ?>f-file<?cs else ?><?cs
						each:m = material ?><?cs each:s = m.slot ?><?cs
						if:m.code == values.code && s.slot == values.slot ?><?cs
						var:s.id ?><?cs /if ?><?cs /each ?><?cs /each ?><?cs /if ?>"><?cs
						each:m = material ?><?cs if:m.code == values.code ?><?cs var:m.number ?>
						<?cs var:m.name ?>：<?cs /if ?><?cs /each ?><?cs
							if:upload_name ?>“<?cs var:upload_name ?>”<?cs /if ?><?cs
							var:e.message ?></a>
				</li>
			<?cs /each ?>
		</ul>
	</div>
<?cs /if ?>
<?cs each:m = material ?>
<section class="card slot-card<?cs
	if:m.status == "wrong" || objection[m.code].problem || (error.file && values.code == m.code) ?> wrong<?cs
	/if ?>" id="material-<?cs var:m.code ?>">
<div class="slot-head"><h2><?cs var:m.number ?> <?cs var:m.name ?></h2>
	<?cs if:m.status == "wrong" || objection[m.code].problem || (error.file && values.code == m.code) ?>
		<?cs call:tag("wrong", "需处理") ?><?cs elif:m.status == "done" ?><?cs call:tag("done", "已完成") ?><?cs
			elif:m.status == "started" ?><?cs call:tag("wait", "未完成") ?><?cs else ?><?cs call:tag("plain", "未上传") ?>
	<?cs /if ?>
</div>
<div class="slot-body">
<p class="small muted"><?cs var:m.requirement ?><?cs if:m.paper == "0" ?>（电子版，无需邮寄）<?cs /if ?></p>
<?cs if:m.clause ?><p class="banner banner-wait clause"><strong>必须写明：</strong><?cs var:m.clause ?></p><?cs /if ?>
<?cs if:objection[m.code].problem ?>
	<div class="banner banner-wrong">
		<strong>审核意见：</strong><?cs var:objection[m.code].problem ?><?cs
			if:objection[m.code].remedy ?><br><?cs var:objection[m.code].remedy ?>
		<?cs /if ?>
	</div>
<?cs /if ?>
<?cs if:m.form.url ?>
	<div class="form-offer">
		<a class="button" href="<?cs var:m.form.url ?>" target="_blank" rel="noopener">下载表格（PDF）</a>
		<p class="small">
			打印<?cs if:m.paper != "0" ?>一式<?cs var:Label.count[m.paper] ?>份<?cs /if ?> → 按标记处盖章、签字 →
				扫描后在下面上传<br><span class="muted">表格校验码 <span class="num"><?cs
				var:m.form.hash ?></span>，应与签章件页脚的一致；修改填写的信息后请重新打印</span>
		</p>
	</div>
<?cs elif:m.form.missing ?>
	<div class="form-offer">
		<button class="button" type="button" disabled>下载表格（PDF）</button>
		<p class="small">
			填写完成<a href="<?cs var:m.form.missing_url ?>"><?cs
				var:Label.apply.section[m.form.missing] ?></a>后可以下载，内容按您填写的信息生成
		</p>
	</div>
<?cs /if ?>
<div class="slots"><?cs each:s = m.slot ?>
<div class="slot" id="<?cs var:s.id ?>"><?cs if:subcount(m.slot) > #1 ?><h3><?cs var:s.name ?></h3><?cs /if ?>
<?cs each:x = s.removed ?>
	<div class="banner banner-wrong">
		<strong>“<?cs var:x.name ?>”已移除：</strong><?cs if:x.reason == "file_infected" ?>查毒时在其中发现了病毒（<?cs
			var:x.at ?>）。请换一台没有病毒的设备重新扫描或拍照，再上传到这里；<?cs else ?><?cs var:Label.error[x.reason] ?>（<?cs
			var:x.at ?>）；<?cs /if ?>重新上传后才能提交。
	</div>
<?cs /each ?>
<?cs if:same.number && same.code == m.code && same.slot == s.slot ?>
	<p class="hint" role="status">与材料 <?cs var:same.number ?> 的文件相同，已直接引用。</p>
<?cs /if ?>
<?cs if:s.files > #0 ?><ul class="files"><?cs each:f = s.file ?>
<li>
	<a class="thumb" href="<?cs var:f.url ?>" target="_blank" rel="noopener"><?cs
		if:f.preview ?><img src="<?cs var:f.preview ?>" alt="<?cs var:f.name ?>" loading="lazy"><?cs
		else ?><span><?cs if:f.kind == "pdf" ?>PDF<?cs else ?>图片<?cs
		/if ?><br><span class="small">预览稍后生成</span></span><?cs /if ?></a>
<span class="file-name"><?cs var:f.name ?></span><br><span class="muted num"><?cs var:f.size ?><?cs if:f.pages ?> ·
	<?cs var:f.pages ?> 页<?cs /if ?></span>
<?cs if:f.before || f.behind ?>
	<div class="move">
		<?cs if:f.before ?>
			<?cs call:swap_form(m.code, s.slot, f.before, f.id, "前移", f.name) ?><?cs /if ?><?cs
				if:f.behind ?><?cs call:swap_form(m.code, s.slot, f.id, f.behind, "后移", f.name) ?>
		<?cs /if ?>
	</div>
<?cs /if ?>
<details><summary>更换或删除</summary>
<?cs call:upload_form(m.code, s.slot, f.id, "更换为", "") ?>
<form method="post" action="/apply/materials/remove">
	<?cs call:tokens() ?><input type="hidden" name="code" value="<?cs var:m.code ?>"><input type="hidden"
		name="slot" value="<?cs var:s.slot ?>"><input type="hidden" name="file"
		value="<?cs var:f.id ?>"><button class="link" type="submit">删除这个文件</button>
</form>
</details>
</li>
<?cs /each ?>
</ul>
<?cs /if ?>
<?cs if:!s.full ?><?cs if:s.files > #0 ?>
	<details<?cs if:error.file && values.code == m.code && values.slot == s.slot ?> open<?cs /if ?>><summary>再添加文件
		</summary>
		<?cs call:upload_form(m.code, s.slot, "", "添加文件", error.file && values.code == m.code && values.slot
			== s.slot) ?>
	</details>
	<?cs else ?><?cs call:upload_form(m.code, s.slot, "", "拍照或选择" + s.name, error.file && values.code == m.code
		&& values.slot == s.slot) ?>
	<?cs /if ?>
<?cs /if ?>
<div class="reuse-offer">
	<?cs if:!s.full && #files > #s.files ?>
		<details<?cs if:error.order && values.code == m.code && values.slot == s.slot ?> open<?cs /if ?>>
			<summary>选用已上传的文件</summary>
			<form class="reuse" method="post" action="/apply/materials/reuse">
				<?cs call:tokens() ?><input type="hidden" name="code"
					value="<?cs var:m.code ?>"><input type="hidden" name="slot"
					value="<?cs var:s.slot ?>"><select name="file" aria-label="已上传的文件">
				<option value="">请选择
			</option>
			<?cs each:mm = material ?><?cs each:ss = mm.slot ?><?cs if:ss.id != s.id ?><?cs each:ff = ss.file ?>
				<option value="<?cs var:ff.id ?>"><?cs var:mm.number ?>
				<?cs if:subcount(mm.slot) > #1 ?><?cs var:ss.name ?> <?cs /if ?><?cs var:ff.name ?>
				</option>
				<?cs /each ?><?cs /if ?><?cs /each ?><?cs /each ?></select><button
					class="button button-quiet button-small" type="submit">选用</button>
	</form>
</details>
<?cs /if ?>
</div>
<?cs if:error.file && values.code == m.code && values.slot == s.slot ?>
	<p class="error" id="e-file">
		<?cs if:upload_name ?>
			<span class="refused-name">“<?cs var:upload_name ?>”</span><?cs /if ?><?cs var:error.file ?>
	</p>
<?cs /if ?>
<?cs if:error.order && values.code == m.code && values.slot == s.slot ?><p class="error"><?cs var:error.order ?></p><?cs /if ?>
</div><?cs /each ?></div>
</div></section>
<?cs /each ?>
<div class="actions"><a class="button" href="/apply">返回清单</a></div>
</div>
<aside class="card"><h3>邮寄时需要</h3><p class="small muted">初审通过后，按下面的份数邮寄纸质材料。届时可打印装箱清单与封面页。</p>
	<ul class="small muted">
		<?cs each:m = material ?>
			<li><?cs var:m.number ?>
				<?cs var:m.name ?>：<?cs if:m.paper == "0" ?>电子版，无需邮寄<?cs else ?><?cs var:m.paper ?> 份
				<?cs /if ?>
			</li>
		<?cs /each ?>
	</ul><p class="small"><a href="/guide">查看材料说明</a></p>
</aside>
</div>
<?cs include:"lib/portal_foot.cs" ?>
