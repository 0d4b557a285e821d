<?cs set:page.nav = "apply" ?><?cs set:page.title = "补正通知" ?><?cs set:page.crumb = "补正通知" ?><?cs include:"lib/portal_head.cs" ?>
<div class="reading">
<h1>补正通知</h1>
<p>
	受理号 <span class="num"><?cs var:app.number ?></span>，第 <?cs var:app.version ?> 版。共 <?cs var:total ?>
		项<?cs if:open > #0 ?>，还有 <strong><?cs var:open ?></strong> 项没有处理<?cs else ?>，都已处理<?cs /if ?>。请在
		<strong class="num"><?cs var:app.due ?></strong> 前重新提交。
</p>
<div class="actions">
	<a class="button button-quiet" href="/apply/version/<?cs var:app.version ?>/document/correction_letter"
		target="_blank" rel="noopener">下载一次性告知书（PDF）</a>
</div>
<?cs call:error_summary() ?>
<?cs each:i = item ?>
<section class="card<?cs if:i.status == "open" ?> status status-wrong<?cs /if ?>" id="item-<?cs var:i.number ?>">
<div class="slot-head-plain">
	<h2>
		<?cs var:i.number ?>. <?cs if:i.material ?>材料 <?cs var:i.material_number ?>
			<?cs var:i.material ?><?cs else ?><?cs var:Label.apply.section[i.section] ?> ·
				<?cs var:Label.field[i.field] ?>
		<?cs /if ?>
	</h2>
	<?cs call:tag(Label.apply.tone[i.status], Label.apply.status[i.status]) ?>
</div>
<dl class="summary"><div><dt>问题</dt><dd><?cs var:i.problem ?></dd></div>
	<?cs if:i.settled_in ?>
		<div><dt>为什么现在提出</dt><dd>这一项第 <?cs var:i.settled_in ?> 版审核时没有提出、您也没有改动。主管说明：<?cs
			var:i.supervisor_reason ?></dd></div>
	<?cs /if ?>
	<?cs if:i.remedy ?><div><dt>请这样修改</dt><dd><?cs var:i.remedy ?></dd></div>
	<?cs /if ?><?cs if:i.answer ?><div><dt>您的说明</dt><dd><?cs var:i.answer ?></dd></div><?cs /if ?>
</dl>
<div class="actions">
	<a class="button<?cs if:i.status != "open" ?> button-quiet<?cs /if ?>" href="<?cs var:i.url ?>"><?cs
		if:i.changed == "1" ?>再次查看<?cs else ?>去修改<?cs /if ?></a>
</div>
<details><summary>认为不需要修改？填写说明</summary>
<form method="post" action="/apply/corrections"><?cs call:tokens() ?><input type="hidden" name="number" value="<?cs var:i.number ?>">
<div class="field">
	<label for="answer-<?cs var:i.number ?>">说明（500字以内）</label><textarea id="answer-<?cs var:i.number ?>"
		name="answer" rows="4"><?cs if:values.number == i.number && values.answer ?><?cs
		var:values.answer ?><?cs else ?><?cs var:i.answer ?><?cs /if ?></textarea>
</div>
<button class="button button-quiet button-small" type="submit">保存说明</button></form></details>
</section><?cs /each ?>
<div class="actions">
	<a class="button<?cs if:open > #0 ?> button-quiet<?cs /if ?>" href="/apply/check">核对并重新提交</a><a
		class="button button-quiet" href="/apply">返回清单</a>
</div>
</div>
<?cs include:"lib/portal_foot.cs" ?>
