<?cs if:material.name ?><?cs set:page.title = "修改材料" ?><?cs else ?><?cs set:page.title = "增加材料" ?><?cs /if ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/notice/revision_macros.cs" ?>
<p class="crumbs"><a href="/office/revision">开户须知</a> › <a href="<?cs var:rev.url ?>">第 <?cs var:rev.id ?> 次修订</a></p>
<h1><?cs if:material.name ?><?cs var:material.number ?> <?cs var:material.name ?><?cs else ?>增加材料<?cs /if ?></h1>
<?cs call:revision_conflict() ?>
<form class="card" method="post" action="<?cs var:action ?>">
	<?cs call:revision_keys() ?>
<div class="two-columns"><div>
<?cs call:revision_input("name", "") ?>
<?cs call:revision_area("requirement", "5") ?>
<?cs call:revision_area("clause", "3") ?>
<div class="field">
	<?cs call:revision_label("clause_when") ?><select id="clause_when" name="clause_when"><?cs each:x = when ?>
		<option value="<?cs var:x.value ?>"<?cs if:values.clause_when == x.value ?> selected<?cs /if ?>>
		<?cs var:Label.revision.when[x.key] ?>
	</option>
<?cs /each ?></select>
</div>
</div><div>
<div class="three">
	<div class="field">
		<?cs call:revision_label("accounts") ?><select id="accounts" name="accounts"><?cs
			each:x = Label.revision.accounts ?>
			<option value="<?cs var:name(x) ?>"<?cs if:values.accounts == name(x) ?> selected<?cs /if ?>>
			<?cs var:x ?>
		</option>
	<?cs /each ?></select>
</div>
<div class="field">
	<?cs call:revision_label("applies_when") ?><select id="applies_when" name="applies_when"><?cs each:x = when ?>
		<option value="<?cs var:x.value ?>"<?cs if:values.applies_when == x.value ?> selected<?cs /if ?>>
		<?cs var:Label.revision.when[x.key] ?>
	</option>
<?cs /each ?></select>
</div>
</div>
<div class="three"><?cs call:revision_input("paper_copies", "tiny") ?><?cs call:revision_input("registry_copies", "tiny") ?></div>
<div class="field">
	<span class="label">纸质材料上</span><?cs call:revision_tick("needs_seal") ?><?cs
		call:revision_tick("needs_signature") ?><?cs call:revision_tick("needs_copy") ?>
</div>
<div class="field<?cs if:error.source ?> field-wrong<?cs /if ?>">
	<?cs call:revision_label("source") ?><?cs if:form_known == "1" || values.source == "generated" ?><select
		id="source" name="source"><?cs each:x = Label.revision.source ?>
		<option value="<?cs var:name(x) ?>"<?cs if:values.source == name(x) ?> selected<?cs /if ?>>
		<?cs var:x ?>
		</option>
	<?cs /each ?></select><?cs else ?><select id="source" name="source"><option value="own" selected>
	<?cs var:Label.revision.source.own ?>
</option></select>
<?cs /if ?>
</div>
</div></div>
<fieldset class="slots-edit"><legend>上传项</legend><p class="hint">申请人按上传项提交文件，例如证件的正面、反面。没有名称的行不保存；已有文件的上传项改名后文件仍在。</p>
<?cs if:error.slot_name_1 ?><p class="field-error" id="e-slot"><?cs var:error.slot_name_1 ?></p><?cs /if ?>
<?cs each:s = slot ?>
	<div class="slot-edit">
		<input type="hidden" name="<?cs var:s.key ?>" value="<?cs var:values[s.key] ?>"><label class="hidden"
			for="<?cs var:s.name ?>">上传项 <?cs var:s.n ?>
			名称</label><input id="<?cs var:s.name ?>" name="<?cs var:s.name ?>"
			value="<?cs var:values[s.name] ?>" placeholder="名称" autocomplete="off"><label class="hidden"
			for="<?cs var:s.when ?>">上传项 <?cs var:s.n ?>
			何时需要</label><select id="<?cs var:s.when ?>" name="<?cs var:s.when ?>"><?cs each:x = slot_when ?>
			<option value="<?cs var:x.value ?>"<?cs if:values[s.when] == x.value ?> selected<?cs /if ?>>
			<?cs var:Label.revision.when[x.key] ?>
		</option>
	<?cs /each ?></select>
</div>
<?cs /each ?></fieldset>
<div class="actions">
	<button class="button" type="submit">保存</button><a class="button button-quiet"
		href="<?cs var:rev.url ?>#materials">不保存，返回</a>
</div>
</form>
<?cs if:material.name && may.edit ?>
	<form class="card" method="post" action="<?cs var:rev.url ?>/materials">
		<?cs call:revision_keys() ?><input
			type="hidden" name="code" value="<?cs var:material.code ?>"><input type="hidden"
			name="change" value="remove">
		<h2>删除这项材料</h2><p class="muted">后面的材料序号依次前移。只影响这份草稿。</p>
		<button class="button button-danger button-small" type="submit">从清单中删除</button>
	</form>
<?cs /if ?>
<?cs include:"lib/office_foot.cs" ?>
