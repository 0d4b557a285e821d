<?cs set:page.title = "修订预览 " + rev.id ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"office/notice/revision_frame.cs" ?>
<section class="card"><h2>各类申请人需要的材料</h2><p class="muted">“视情况”：外资或合资、由他人签章、项目业主非项目所有者等情形下需要。合计不含视情况的材料。</p>
<div class="table-wrap">
	<table class="list matrix">
		<thead>
			<tr><th scope="col" class="num">序号</th><th scope="col">材料</th>
				<?cs each:s = sort ?>
					<th scope="col"><?cs
						var:Label.choice.kind[s.kind] ?><br><small><?cs var:Label.office.subject[s.subject] ?></small></th>
				<?cs /each ?>
			</tr>
		</thead><tbody>
<?cs each:m = material ?>
	<tr><td class="num"><?cs var:m.number ?></td><td class="main-cell"><?cs var:m.name ?></td>
		<?cs each:c = m.sort ?>
			<td class="<?cs var:c.ask ?>"><span class="sort-name"><?cs var:Label.choice.kind[c.kind] ?>
				<?cs var:Label.office.subject[c.subject] ?></span> <?cs if:c.ask == "yes" ?><?cs
					if:m.copies == "0" ?>电子版<?cs else ?><?cs var:m.copies ?>
					份<?cs /if ?><?cs else ?><?cs var:Label.revision.ask[c.ask] ?><?cs
			/if ?></td>
		<?cs /each ?>
	</tr>
<?cs /each ?></tbody>
<tfoot>
	<tr><td></td><th scope="row">合计</th>
		<?cs each:s = sort ?><td><?cs var:s.always ?> 项 <?cs var:s.sheets ?> 份</td><?cs /each ?>
	</tr>
</tfoot>
</table>
</div>
</section>
<section class="preview-guide" aria-label="开户指南预览"><p class="muted">以下是开户指南页面将显示的内容。</p>
<h2 class="guide-title"><?cs var:notice.title ?></h2><p class="muted"><?cs var:notice.published ?>发布</p>
<?cs include:"lib/notice.cs" ?></section>
<?cs include:"lib/office_foot.cs" ?>
