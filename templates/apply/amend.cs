<?cs set:page.nav = "apply" ?><?cs set:page.title = "修改已提交的申请" ?><?cs set:page.crumb = "修改已提交的申请" ?><?cs include:"lib/portal_head.cs" ?>
<?cs call:error_summary() ?>
<div class="card narrow status status-wait">
<h1>修改已提交的申请</h1>
<p>
	修改后要重新提交，成为第 <?cs set:next_version = app.version + #1 ?><?cs var:next_version ?>
		版，<strong>从初审开始办理</strong>。重新提交之前，审核仍按第 <?cs var:app.version ?> 版进行。
</p>
<?cs if:subcount(paper) > #0 ?><h2>哪些纸质材料要重寄</h2>
<p>已签署、寄出的材料，只有下列内容改动时才须重新签署并邮寄，其他的仍然有效。重新提交前，“核对并提交”页会按您的实际改动逐项列出。</p>
<div class="table-wrap"><table><thead><tr><th scope="col">材料</th><th scope="col">改动什么须重寄</th></tr></thead><tbody>
<?cs each:p = paper ?>
	<tr><td><?cs var:p.number ?> <?cs var:p.name ?></td>
		<td><?cs
			if:subcount(p.section) > #0 ?><?cs set:first_section = "1" ?>
				<?cs each:s = p.section ?><?cs if:s.name ?><?cs if:!first_section ?>；<?cs /if ?><?cs
					set:first_section = "" ?><?cs var:Label.apply.section[s.name] ?><?cs
					if:subcount(s.field) > #0 ?>（<?cs set:first_field = "1" ?><?cs
					each:f = s.field ?><?cs if:!first_field ?>、<?cs /if ?><?cs
					set:first_field = "" ?><?cs var:Label.field[f] ?><?cs /each ?>）<?cs
					/if ?><?cs /if ?><?cs /each ?>；或上传的文件<?cs else ?>只有上传的文件<?cs
		/if ?></td>
	</tr>
<?cs /each ?></tbody></table></div><?cs /if ?>
<form method="post" action="/apply/amend">
	<?cs call:seen_keys() ?>
<div class="field<?cs if:error.knowingly ?> field-wrong<?cs /if ?>">
	<?cs if:error.knowingly ?><p class="error">请勾选，表示知道要从初审重新办理</p>
	<?cs /if ?><label class="choice"><input id="f-knowingly" type="checkbox" name="knowingly"
		value="yes"><span>我知道重新提交后从初审开始办理</span></label>
</div>
<div class="actions"><button class="button" type="submit">开始修改</button><a class="button button-quiet" href="/apply">不修改，返回</a></div></form>
</div>
<?cs include:"lib/portal_foot.cs" ?>
