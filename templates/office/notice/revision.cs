<?cs set:page.title = "开户须知" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<h1>开户须知</h1>
<p class="muted">须知的正文、邮寄信息和材料清单按修订管理。一人起草，另一人核对差异后发布；已发布的修订不再改动。</p>
<?cs call:refusals() ?>
<table class="list">
	<thead>
		<tr><th scope="col">修订</th><th scope="col">标题</th><th scope="col">状态</th><th scope="col">生效</th>
			<th scope="col">起草</th><th scope="col">最后修改</th><th scope="col">发布</th>
		</tr>
	</thead><tbody>
<?cs each:x = row ?>
	<tr>
		<td class="main-cell nowrap"><a href="<?cs var:x.url ?>">第 <?cs var:x.id ?> 次</a></td>
		<td><?cs var:x.title ?></td>
		<td data-label="状态" class="nowrap"><?cs
			if:x.holds ?><?cs call:tag("done", "现行") ?><?cs
					else ?><?cs call:tag(Label.revision.tone[x.state], Label.revision.state[x.state]) ?><?cs
		/if ?></td>
		<td data-label="生效" class="figures nowrap"><?cs var:x.effective_on ?></td>
		<td data-label="起草"><?cs var:x.prepared_by ?></td>
		<td data-label="最后修改"><?cs var:x.changed_by ?> <span class="muted figures"><?cs var:x.at ?></span>
		</td><td data-label="发布"><?cs var:x.released_by ?></td>
	</tr>
<?cs /each ?></tbody></table>
<?cs if:may.copy ?><section class="card"><h2>起草新的修订</h2>
<form method="post" action="/office/revision" class="row-form"><?cs call:tokens() ?>
<label>以哪一次为底稿 <select name="from"><?cs each:x = row ?>
	<option value="<?cs var:x.id ?>"<?cs if:x.id == values.from ?> selected<?cs /if ?>>第 <?cs var:x.id ?> 次
</option>
<?cs /each ?></select></label>
<label>新的修订号 <input name="number" value="<?cs var:values.number ?>" inputmode="numeric"
	class="tiny"<?cs if:error.number ?> aria-invalid="true"<?cs /if ?>></label>
<button class="button" type="submit">复制为草稿</button><?cs if:error.number ?>
	<p class="field-error"><?cs var:error.number ?></p>
<?cs /if ?>
</form>
</section>
<?cs /if ?>
<?cs include:"lib/office_foot.cs" ?>
