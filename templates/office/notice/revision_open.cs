<?cs set:page.title = "办理中的申请 " + rev.id ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"office/notice/revision_frame.cs" ?>
<?cs call:refusals() ?>
<?cs if:rev.past || rev.state == "withdrawn" ?>
	<p class="empty">这次修订<?cs if:rev.past ?>已被替代<?cs else ?>已撤销<?cs /if ?>，申请不会改按它办理。</p>
<?cs else ?>
<p class="muted">
	办理中的申请按受理时的修订办理。下面是按其他修订办理、尚未决定的申请，以及改按这次修订后材料的变化。<?cs
		if:rev.holds ?>已提交的版本始终保留当时的修订；改按新版后，申请人修改或补正时按新的清单提交。<?cs else ?>这次修订生效后，才能决定。
	<?cs /if ?>
</p>
<?cs if:subcount(row) > #0 ?>
<form method="post" action="<?cs var:rev.url ?>/applications">
	<?cs call:tokens() ?><input type="hidden" name="after" value="<?cs var:after ?>">
<table class="list">
	<thead>
		<tr><?cs if:may.choose ?><th scope="col" class="check">选择</th><?cs /if ?><th scope="col">申请</th>
			<th scope="col">状态</th><th scope="col">现按</th><th scope="col">改按第 <?cs var:rev.id ?> 次修订后</th>
		</tr>
	</thead><tbody>
<?cs each:x = row ?>
	<tr>
		<?cs if:may.choose ?>
			<td class="check"><input type="checkbox" name="application" value="<?cs var:x.token ?>" checked
					aria-label="选择 <?cs var:x.number ?>">
			</td>
		<?cs /if ?>
		<td class="main-cell"><?cs
			if:x.url ?><a href="<?cs var:x.url ?>"><?cs var:x.org_name ?></a><?cs elif:x.org_name ?><?cs
					var:x.org_name ?><?cs else ?>未提交的草稿<?cs
					/if ?><span class="muted figures"><?cs if:x.number ?><?cs var:x.number ?>　第
					<?cs var:x.version ?> 版<?cs else ?><?cs var:x.created ?> 开始填写<?cs /if ?></span>
		</td>
		<td data-label="状态" class="nowrap"><span class="tag"><?cs var:Label.office.state[x.state] ?></span>
		</td>
		<td data-label="现按" class="nowrap">第 <?cs var:x.revision ?> 次</td>
<td data-label="变化"><?cs
	if:subcount(x.change) == #0 ?><span class="muted">材料没有变化</span><?cs /if ?><?cs each:d = x.change ?><span class="slot-line"><?cs
		call:tag(Label.revision.kind_tone[d.kind], Label.revision.kind[d.kind]) ?> <?cs var:d.number ?> <?cs var:d.name ?></span><?cs
/each ?></td>
</tr>
<?cs /each ?></tbody></table>
<?cs if:may.choose ?>
	<p class="after buttons">
		<button class="button" type="submit" name="choice" value="moves">所选申请改按第 <?cs var:rev.id ?>
			次修订</button> <button class="button button-quiet" type="submit" name="choice"
			value="stays">所选申请仍按原来的修订</button>
	</p>
<?cs /if ?>
</form>
<?cs if:more_url ?><p class="pager"><a class="button button-quiet" href="<?cs var:more_url ?>">后面的</a></p><?cs /if ?>
<?cs else ?><p class="empty">没有需要决定的申请。</p>
	<?cs if:after && after != "0" ?>
		<p class="pager"><a class="button button-quiet" href="<?cs var:rev.url ?>/applications">从头查看</a></p>
	<?cs /if ?><?cs /if ?>
<?cs /if ?>
<?cs include:"lib/office_foot.cs" ?>
