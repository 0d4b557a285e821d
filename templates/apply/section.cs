<?cs set:page.nav = "apply" ?><?cs set:page.title = Label.apply.section[section] ?><?cs
	set:page.crumb = Label.apply.section[section] ?><?cs include:"lib/portal_head.cs" ?>
<?cs # one field of form.def by its control; what a reviewer objected to stands above it ?>
<?cs def:control(x) ?><?cs if:objection[x.name].problem ?>
	<div class="banner banner-wrong">
		<strong>审核意见：</strong><?cs var:objection[x.name].problem ?><?cs
			if:objection[x.name].remedy ?><br><?cs var:objection[x.name].remedy ?>
		<?cs /if ?>
	</div>
	<?cs /if ?>
<div<?cs if:x.when ?> data-when-field="<?cs var:x.when_field ?>" data-when-value="<?cs var:x.when_value ?>"<?cs /if ?>>
	<?cs if:x.when ?><p class="hint"><?cs var:Label.apply.when[x.when] ?></p><?cs /if ?>
<?cs if:x.control == "choice" ?><?cs call:field_choices(x.name, Label.choice[x.group]) ?><?cs
	elif:x.control == "select" ?><?cs call:field_select(x.name, Label.choice[x.group]) ?><?cs
	elif:x.control == "tick" ?><?cs call:check(x.name) ?><?cs elif:x.control == "area" ?><?cs
	call:area(x.name, "6") ?><?cs elif:x.keyboard == "numeric" || x.keyboard == "decimal" ?><?cs
	call:field(x.name, "text") ?><?cs else ?><?cs call:field(x.name, x.keyboard) ?>
<?cs /if ?>
</div>
<?cs /def ?>
<h1><?cs var:Label.apply.section[section] ?></h1>
<p class="muted">
	<?cs var:Label.apply.about[section] ?><?cs if:saved_at.time ?>　<span class="num">已保存
		<?cs call:moment(saved_at) ?></span>
	<?cs /if ?>
</p>
<?cs call:error_summary() ?>
<?cs if:conflict ?>
<div class="banner banner-wrong" role="alert"><p><strong>另一个窗口刚刚保存了这一部分，下面是您在本页填写的内容，还没有保存。</strong></p>
<p>另一个窗口保存的是：</p>
<dl class="summary">
	<?cs each:o = other ?>
		<div><dt><?cs var:Label.field[o.name] ?></dt>
			<dd><?cs
				if:o.group ?><?cs var:Label.choice[o.group][o.value] ?><?cs
				elif:o.value ?><?cs var:o.value ?><?cs
				else ?>（未填写）<?cs
			/if ?></dd>
		</div>
	<?cs /each ?>
</dl>
<p>再次保存，将以本页的内容为准；要保留另一个窗口的内容，请<a href="<?cs var:action ?>">放弃本页的填写</a>。</p></div><?cs /if ?>
<form class="card reading" method="post" action="<?cs var:action ?>">
	<?cs call:tokens() ?><input type="hidden" name="saved" value="<?cs var:saved ?>">
<?cs # the first button is what the Enter key presses ?><button class="hidden" type="submit" name="save" value="next"
	tabindex="-1" aria-hidden="true">保存并继续</button>
<?cs if:may_copy ?>
	<div class="inset copy">
		<span>联系人就是发起代表？</span><button class="button button-quiet button-small" type="submit" name="save"
			value="copy">同发起代表</button>
	</div>
<?cs /if ?>
<?cs each:x = fields ?><?cs if:x.name == "province" ?><div class="field-row">
	<?cs /if ?><?cs call:control(x) ?><?cs if:x.name == "county" ?></div>
	<?cs /if ?>
<?cs /each ?>
<div class="actions">
	<button class="button" type="submit" name="save" value="next">保存并继续</button><button
		class="button button-quiet" type="submit" name="save" value="draft">保存草稿</button>
</div>
</form>
<?cs include:"lib/portal_foot.cs" ?>
