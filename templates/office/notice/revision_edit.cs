<?cs set:page.title = "修改须知 " + rev.id ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/notice/revision_macros.cs" ?>
<p class="crumbs"><a href="/office/revision">开户须知</a> › <a href="<?cs var:rev.url ?>">第 <?cs var:rev.id ?> 次修订</a></p>
<h1>修改须知</h1>
<?cs call:revision_conflict() ?>
<form class="card" method="post" action="<?cs var:rev.url ?>/edit">
	<?cs call:revision_keys() ?>
<div class="two-columns"><div>
<?cs call:revision_input("number", "tiny") ?>
<?cs call:revision_input("title", "") ?>
<?cs call:revision_input("published_on", "short") ?>
<div class="field<?cs if:error.document_set ?> field-wrong<?cs /if ?>">
	<?cs call:revision_label("document_set") ?><select id="document_set" name="document_set" class="short"><?cs
		each:x = set ?>
		<option value="<?cs var:x ?>"<?cs if:values.document_set == x ?> selected<?cs /if ?>><?cs var:x ?>
	</option>
<?cs /each ?></select>
</div>
</div><div>
<?cs call:revision_input("mail_address", "") ?>
<?cs call:revision_input("mail_recipient", "") ?>
<div class="three"><?cs call:revision_input("mail_postcode", "") ?><?cs call:revision_input("mail_phone", "") ?></div>
<?cs call:revision_input("mail_note", "") ?>
</div></div>
<?cs call:revision_area("body", "22") ?>
<div class="actions">
	<button class="button" type="submit">保存</button><a class="button button-quiet" href="<?cs var:rev.url ?>">不保存，返回</a>
</div>
</form>
<?cs include:"lib/office_foot.cs" ?>
