<?cs set:page.title = "开户须知修订 " + rev.id ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/notice/revision_macros.cs" ?>
<?cs include:"office/notice/revision_frame.cs" ?>
<?cs call:refusals() ?>
<section class="card">
	<div class="headline"><h2>须知</h2>
		<?cs if:may.edit ?>
			<a class="button button-quiet button-small" href="<?cs var:rev.url ?>/edit">修改须知</a>
		<?cs /if ?>
	</div>
<dl class="summary"><div><dt>标题</dt><dd><?cs var:rev.title ?></dd></div><div><dt>发布日期</dt><dd><?cs var:rev.published_on ?></dd></div>
<div><dt>收件地址</dt><dd><?cs var:rev.mail_address ?></dd></div>
<div><dt>收件人</dt><dd><?cs var:rev.mail_recipient ?>　<?cs var:rev.mail_phone ?></dd></div>
<div><dt>邮编</dt><dd><?cs var:rev.mail_postcode ?></dd></div>
<?cs if:rev.mail_note ?><div><dt>邮寄说明</dt><dd><?cs var:rev.mail_note ?></dd></div><?cs /if ?>
<div><dt>表单模板</dt><dd><?cs var:rev.document_set ?></dd></div>
</dl>
<details class="after"><summary>正文</summary><div class="plain-text"><?cs var:rev.body ?></div></details></section>
<section class="card" id="materials">
	<div class="headline"><h2>材料清单（<?cs var:material_count ?> 项）</h2>
		<?cs if:may.edit ?>
			<a class="button button-quiet button-small" href="<?cs var:rev.url ?>/material/new">增加材料</a>
		<?cs /if ?>
	</div>
<table class="list revision-list">
	<thead>
		<tr><th scope="col" class="num">序号</th><th scope="col">材料</th><th scope="col">账户</th>
			<th scope="col">何时需要</th><th scope="col" class="num">份数</th><th scope="col" class="num">移交
			</th><th scope="col">须</th><th scope="col">来源</th><th scope="col">上传项</th>
			<?cs if:may.edit ?><th scope="col">顺序</th><?cs /if ?>
		</tr>
	</thead><tbody>
<?cs each:m = material ?>
	<tr><td class="num" data-label="序号"><?cs var:m.number ?></td>
		<td class="main-cell"><?cs
			if:may.edit ?><a href="<?cs var:m.url ?>"><?cs var:m.name ?></a><?cs else ?><strong><?cs
					var:m.name ?></strong><?cs /if ?><span class="muted"><?cs var:m.requirement ?></span><?cs
				if:m.clause ?><span class="muted">必须写明（<?cs
				var:Label.revision.when[m.clause_when] ?>）：<?cs var:m.clause ?></span><?cs
			/if ?></td>
		<td data-label="账户" class="nowrap"><?cs var:Label.revision.accounts_short[m.accounts] ?></td>
		<td data-label="何时需要"><?cs var:Label.revision.when[m.when] ?></td>
		<td class="num nowrap" data-label="份数"><?cs
			if:m.paper_copies == "0" ?>电子版<?cs else ?><?cs var:m.paper_copies ?><?cs
		/if ?></td>
		<td class="num" data-label="移交"><?cs var:m.registry_copies ?></td>
		<td data-label="须" class="nowrap"><?cs
			if:m.needs_seal == "1" ?>章 <?cs /if ?><?cs if:m.needs_signature == "1" ?>签 <?cs /if ?><?cs if:m.needs_copy == "1" ?>抄<?cs
		/if ?></td>
		<td data-label="来源" class="nowrap"><?cs if:m.source == "own" ?>自备<?cs else ?>系统生成<?cs /if ?></td>
		<td data-label="上传项"><?cs
			each:s = m.slot ?><span class="slot-line"><?cs var:s.name ?><?cs
				if:s.when != "always" ?> <small class="muted"><?cs
				if:Label.revision.slot_note[s.when] ?><?cs
				var:Label.revision.slot_note[s.when] ?><?cs else ?><?cs
				var:Label.revision.when[s.when] ?><?cs /if ?></small><?cs /if ?></span><?cs
		/each ?></td>
<?cs if:may.edit ?>
	<td class="nowrap"><form class="order" method="post" action="<?cs var:rev.url ?>/materials">
			<?cs call:revision_keys() ?><input
				type="hidden" name="code" value="<?cs var:m.code ?>"><button class="mark"
				name="change" value="up" type="submit" aria-label="<?cs var:m.name ?> 上移"<?cs
				if:!m.up ?> disabled<?cs /if ?>>↑</button><button class="mark" name="change"
				value="down" type="submit" aria-label="<?cs var:m.name ?> 下移"<?cs if:!m.down ?>
				disabled<?cs /if ?>>↓</button>
		</form>
	</td>
<?cs /if ?>
</tr>
<?cs /each ?></tbody></table></section>
<?cs include:"lib/office_foot.cs" ?>
