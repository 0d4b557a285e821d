<?cs set:page.title = Label.office.state[queue] ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs def:case_row(x) ?><tr>
<td class="main-cell"><a href="<?cs var:x.url ?>"><?cs var:x.org_name ?></a><span class="muted figures"><?cs var:x.number ?><?cs
		if:x.version != "1" ?> · 第<?cs var:x.version ?>版<?cs /if ?></span><?cs if:x.amending == "1" ?>
		<?cs call:tag("going", "申请人修改中") ?><?cs
/if ?></td>
<td data-label="类型"><?cs var:Label.choice.kind[x.kind] ?><span class="muted"><?cs var:Label.office.subject[x.subject] ?></span></td>
<td data-label="状态"><?cs var:Label.office.state[x.state] ?></td>
<td data-label="进入时间" class="figures"><?cs
	var:x.since ?><span class="muted"><?cs if:x.age_days == "0" ?>今天<?cs else ?>已 <?cs var:x.age_days ?>
		天<?cs /if ?></span>
</td>
<?cs if:awaited ?>
	<td data-label="寄出" class="figures"><?cs
		if:x.posted ?><?cs
			var:x.posted ?> <span<?cs if:x.long ?> class="tag tag-wait"<?cs else ?>
				class="tag tag-going"<?cs /if ?>>在途<?cs if:x.posted_days == "0" ?>，今天寄出<?cs else ?>
				<?cs var:x.posted_days ?> 天<?cs /if ?></span><span class="muted"><?cs var:x.courier ?>
			<?cs var:x.tracking ?></span><?cs else ?><span class="muted">未登记寄出</span><?cs
	/if ?></td>
<?cs /if ?>
<td data-label="期限" class="figures"><?cs
	if:x.due_on ?><?cs var:x.due_on ?>
		<?cs call:due_tag(x.pace, x.days_left, x.due_on) ?><?cs else ?><span class="muted">不限</span><?cs
/if ?></td>
<td data-label="经办"><?cs
	if:x.mine ?><strong>我</strong><?cs elif:x.holder ?><?cs var:x.holder ?><?cs else ?><span class="muted">未领取</span><?cs
/if ?></td>
</tr><?cs /def ?>
<?cs def:case_head() ?>
	<thead>
		<tr><th scope="col">申请人</th><th scope="col">类型</th><th scope="col">状态</th><th scope="col">进入时间</th>
			<?cs if:awaited ?><th scope="col">寄出</th><?cs /if ?><th scope="col">期限</th><th scope="col">经办
			</th>
		</tr>
	</thead>
<?cs /def ?>
<?cs call:refusals() ?>
<div class="headline">
<h1><?cs if:queue ?><?cs var:Label.office.state[queue] ?><?cs else ?>工作台<?cs /if ?></h1>
<?cs if:subcount(frame.queue) > #0 ?><form method="get" action="/office/queue" class="search" role="search">
<label class="hidden" for="search">查找</label>
<input id="search" name="search" value="<?cs var:values.search ?>" placeholder="受理号、信用代码或名称中的字" maxlength="120">
<button class="button button-quiet" type="submit">查找</button>
</form><?cs /if ?>
<?cs if:can_take ?>
	<form method="post" action="/office/queue/next">
		<?cs call:tokens() ?><input type="hidden" name="queue" value="<?cs var:queue ?>"><button
			class="button" type="submit" data-key="n">取下一件</button>
	</form>
<?cs /if ?>
</div>
<?cs if:subcount(frame.queue) > #0 ?><nav class="tabs" aria-label="清单">
<a href="/office/queue?queue=mine"<?cs if:queue == "mine" ?> aria-current="page"<?cs /if ?>>我的
	<span class="count"><?cs var:mine ?></span></a>
<?cs each:t = tab ?><a href="<?cs var:t.url ?>"<?cs if:t.current ?> aria-current="page"<?cs /if ?>><?cs
	var:Label.office.state[t.name] ?><?cs if:t.total ?> <span class="count"><?cs var:t.total ?></span><?cs
	if:t.late > #0 ?> <?cs call:tag("wrong", "超期 " + t.late) ?><?cs /if ?><?cs /if ?></a>
<?cs /each ?></nav><?cs /if ?>
<?cs if:subcount(proposal) > #0 ?>
<section class="card"><h2>待决定的不予开立建议</h2>
<table class="list">
	<thead><tr><th scope="col">申请人</th><th scope="col">环节</th><th scope="col">建议人</th><th scope="col">理由</th></tr>
	</thead><tbody>
<?cs each:x = proposal ?>
	<tr>
		<td class="main-cell"><a href="<?cs var:x.url ?>"><?cs var:x.org_name ?></a><span class="muted figures"><?cs
				var:x.number ?></span>
		</td><td data-label="环节"><?cs var:Label.office.state[x.state] ?></td>
		<td data-label="建议人"><?cs var:x.proposer ?></td><td data-label="理由"><?cs var:x.reason ?></td>
	</tr>
<?cs /each ?></tbody></table></section>
<?cs /if ?>
<?cs if:subcount(objection) > #0 ?>
<section class="card"><h2>待说明理由的后续新意见</h2>
<table class="list">
	<thead><tr><th scope="col">申请人</th><th scope="col">环节</th><th scope="col">经办</th><th scope="col">项数</th></tr>
	</thead><tbody>
<?cs each:x = objection ?>
	<tr>
		<td class="main-cell"><a href="<?cs var:x.url ?>#objections"><?cs var:x.org_name ?></a><span class="muted figures"><?cs
				var:x.number ?></span>
		</td><td data-label="环节"><?cs var:Label.office.state[x.state] ?></td>
		<td data-label="经办"><?cs var:x.holder ?></td><td data-label="项数" class="figures"><?cs var:x.items ?></td>
	</tr>
<?cs /each ?></tbody></table></section>
<?cs /if ?>
<?cs if:subcount(objected) > #0 ?>
<details class="card" id="objected"><summary>后续新意见统计（最近一年）</summary>
<p class="muted">告知书中前次审核没有提出、此后没有变更的内容，每项都有主管写明的理由。</p>
<table class="list">
	<thead><tr><th scope="col">环节</th><th scope="col">审核人</th><th scope="col">项数</th><th scope="col">申请数</th><th
		scope="col">最近一次</th></tr>
	</thead><tbody>
<?cs each:x = objected ?>
	<tr>
		<td data-label="环节"><?cs var:Label.office.state[x.stage] ?></td><td data-label="审核人"><?cs var:x.staff ?></td>
		<td data-label="项数" class="figures"><?cs var:x.items ?></td><td data-label="申请数" class="figures"><?cs
			var:x.cases ?></td>
		<td data-label="最近一次" class="figures"><?cs var:x.at ?></td>
	</tr>
<?cs /each ?></tbody></table></details>
<?cs /if ?>
<?cs if:subcount(row) > #0 ?>
<table class="list cases"><?cs call:case_head() ?><tbody>
<?cs each:x = row ?><?cs call:case_row(x) ?>
<?cs /each ?></tbody></table>
<?cs elif:queue == "search" && more_url ?><p class="empty">最近的申请中没有，可以继续往前查找。</p>
<?cs elif:queue == "search" ?><p class="empty">没有找到符合的申请。受理号和信用代码至少输入开头四位，名称输入其中连续的字即可。</p>
<?cs elif:queue == "mine" ?><p class="empty">您手上没有案件。可从队列领取，或按“取下一件”。</p>
<?cs elif:queue ?><p class="empty">这个队列是空的。</p>
<?cs else ?><p class="empty">您的角色没有审核队列。</p><?cs /if ?>
<?cs if:more_url ?><p class="pager"><a class="button button-quiet" href="<?cs var:more_url ?>">下一页</a></p><?cs /if ?>
<?cs include:"lib/office_foot.cs" ?>
