<?cs set:page.nav = "apply" ?><?cs set:page.title = "撤回申请" ?><?cs set:page.crumb = "撤回申请" ?><?cs include:"lib/portal_head.cs" ?>
<?cs call:error_summary() ?>
<div class="card narrow status status-wrong">
<h1>撤回申请</h1>
<p>
	撤回后，<?cs if:app.number ?>申请 <span class="num"><?cs var:app.number ?></span>
		<?cs else ?>这份草稿<?cs /if ?>不再办理，<strong>不能恢复</strong>。以后可以重新申请，但要重新填写和上传。
</p>
<p>
	如果只是要修改内容，<?cs if:app.editable == "1" ?>直接<a href="/apply">修改</a>即可<?cs
		else ?>请选择<a href="/apply/amend">修改已提交的申请</a><?cs /if ?>，不需要撤回。
</p>
<form method="post" action="/apply/withdraw">
	<?cs call:seen_keys() ?>
<div class="field<?cs if:error.knowingly ?> field-wrong<?cs /if ?>">
	<?cs if:error.knowingly ?><p class="error">请勾选，表示知道撤回后不能恢复</p>
	<?cs /if ?><label class="choice"><input id="f-knowingly" type="checkbox" name="knowingly"
		value="yes"><span>我知道撤回后不能恢复</span></label>
</div>
<div class="actions">
	<button class="button button-danger" type="submit">撤回申请</button><a class="button button-quiet" href="/apply">不撤回，返回</a>
</div>
</form>
</div>
<?cs include:"lib/portal_foot.cs" ?>
