<?cs set:page.title = "移交单" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<div class="headline"><h1>移交单</h1>
<form method="post" action="/office/hand-over/find" class="search">
	<?cs call:tokens() ?><label class="hidden" for="number">移交单编号</label><input id="number" name="number"
		value="<?cs var:values.number ?>" class="figures" autocomplete="off" maxlength="40"
		placeholder="扫描或输入移交单编号" required autofocus data-scan><button class="button button-quiet"
		type="submit">查找</button>
</form>
</div>
<?cs call:refusals() ?>
<?cs if:sends ?>
<section class="card"><h2>待移交</h2>
<?cs if:subcount(ready) > #0 ?>
<form method="post" action="/office/hand-over"><?cs call:tokens() ?>
<table class="list">
	<thead>
		<tr><?cs if:may_make ?><th scope="col" class="check">列入</th><?cs /if ?><th scope="col">申请人</th>
			<th scope="col">受理号</th><th scope="col">版本</th><th scope="col">复审通过</th>
		</tr>
	</thead><tbody>
<?cs each:x = ready ?>
	<tr>
		<?cs if:may_make ?>
			<td class="check"><input type="checkbox" name="case" value="<?cs var:x.token ?>"<?cs if:!x.dispute ?>
					checked<?cs /if ?> aria-label="列入">
			</td>
		<?cs /if ?>
<td class="main-cell"><a href="<?cs var:x.url ?>"><?cs var:x.org_name ?></a><?cs if:x.dispute ?><span class="problem">登记机构退回：<?cs
		var:x.dispute ?></span><span class="muted"><?cs var:x.disputed_by ?> <span class="figures"><?cs
		var:x.disputed ?></span> · <a class="figures" href="<?cs var:x.list_url ?>"><?cs var:x.list ?></a> ·
		补齐后列入下一张移交单</span><?cs
/if ?></td><td data-label="受理号" class="figures"><?cs var:x.number ?></td><td data-label="版本">第<?cs var:x.version ?>版</td>
<td data-label="复审通过" class="figures"><?cs var:x.since ?></td>
</tr>
<?cs /each ?></tbody></table>
<?cs if:may_make ?>
	<p class="after">
		<button class="button" type="submit">生成移交单</button> <span class="muted">勾选的申请列入一张移交单，并移交注册登记机构。</span>
	</p>
<?cs /if ?>
</form>
<?cs if:ready_more_url ?><p class="pager"><a class="button button-quiet" href="<?cs var:ready_more_url ?>">下一页</a></p><?cs /if ?>
<?cs else ?><p class="empty">没有待移交的申请。</p><?cs /if ?>
</section>
<?cs /if ?>
<section><h2>已有移交单</h2>
<?cs if:subcount(list) > #0 ?>
<table class="list">
	<thead>
		<tr><th scope="col">编号</th><th scope="col">制单时间</th><th scope="col">制单人</th>
			<th scope="col" class="num">申请</th><th scope="col" class="num">份数</th><th scope="col">状态</th>
		</tr>
	</thead><tbody>
<?cs each:x = list ?>
	<tr>
		<td class="main-cell figures"><a href="<?cs var:x.url ?>"><?cs var:x.number ?></a></td>
		<td data-label="制单时间" class="figures"><?cs var:x.at ?></td><td data-label="制单人"><?cs
		var:x.made_by ?></td><td data-label="申请" class="num"><?cs var:x.cases ?></td>
		<td data-label="份数" class="num"><?cs var:x.copies ?></td>
<td data-label="状态"><?cs
	if:x.waiting > #0 ?><?cs call:tag("wait", "待接收 " + x.waiting) ?><?cs
			else ?><span class="tag">已答复</span><?cs /if ?><?cs if:x.disputed > #0 ?>
			<?cs call:tag("wrong", "有异议 " + x.disputed) ?><?cs
/if ?></td>
</tr>
<?cs /each ?></tbody></table>
<?cs if:more_url ?><p class="pager"><a class="button button-quiet" href="<?cs var:more_url ?>">更早的</a></p><?cs /if ?>
<?cs else ?><p class="empty">还没有移交单。</p><?cs /if ?>
</section>
<?cs include:"lib/office_foot.cs" ?>
