<?cs set:page.nav = "apply" ?><?cs set:page.title = "填写快递单号" ?><?cs set:page.crumb = "填写快递单号" ?><?cs include:"lib/portal_head.cs" ?>
<h1><?cs if:noted ?>修改快递单号<?cs else ?>填写快递单号<?cs /if ?></h1>
<p>寄出后填写，便于收件时核对；材料收到前可以更正。</p>
<?cs call:error_summary() ?>
<form class="card narrow" method="post" action="/apply/shipment"><?cs call:tokens() ?>
<div class="field<?cs if:error.courier ?> field-wrong<?cs /if ?>">
	<label for="f-courier"><?cs var:Label.field.courier ?></label>
	<p class="hint" id="h-courier"><?cs var:Label.hint.courier ?></p>
	<?cs if:error.courier ?><p class="error" id="e-courier"><?cs var:error.courier ?></p><?cs /if ?>
<?cs set:listed = "" ?><select id="f-courier" name="courier" class="middle"
	aria-describedby="h-courier e-courier"><?cs each:k = Label.courier ?>
	<option value="<?cs var:k ?>"<?cs if:k == values.courier ?> selected<?cs set:listed = "1" ?><?cs /if ?>>
	<?cs var:k ?>
</option>
<?cs /each ?>
<option value="other"<?cs if:values.courier && !listed ?> selected<?cs /if ?>>其他
</option></select>
</div>
<?cs if:values.courier && !listed && values.courier != "other" ?><?cs set:values.courier_other = values.courier ?><?cs /if ?>
<?cs set:optional.courier_other = "1" ?><?cs call:field("courier_other", "text") ?>
<?cs call:field("tracking", "text") ?>
<div class="actions"><?cs call:submit("保存") ?><a class="button button-quiet" href="/apply">返回</a></div></form>
<section class="card"><h2>寄往</h2><dl class="summary">
<?cs call:mailing_rows() ?><?cs if:mailing.mail_note ?>
<div><dt>说明</dt><dd><?cs var:mailing.mail_note ?></dd></div><?cs /if ?></dl></section>
<?cs if:to_post > #0 ?><section class="card"><h2>这次要寄的材料 <small class="muted num"><?cs var:to_post ?> 项，<?cs var:copies ?> 份</small></h2>
<ul class="post-list">
	<?cs each:p = paper ?><?cs if:p.kind != "held" ?>
		<li>
			<span class="num"><?cs var:p.number ?></span> <?cs var:p.name ?> <span class="num"><?cs
				var:p.copies ?> 份</span><?cs call:post_reason(p) ?>
		</li>
		<?cs /if ?><?cs /each ?>
</ul>
</section>
<?cs /if ?>
<?cs include:"lib/portal_foot.cs" ?>
