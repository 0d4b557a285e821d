<?cs set:page.title = "收件" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<div class="headline"><h1>收到纸质材料</h1><a href="/office/queue?queue=awaiting_paper">待收与在途的申请</a></div>
<?cs call:refusals() ?>
<?cs if:done && subcount(receipt) > #0 && !error_count ?>
	<div class="alert done" role="status">
		<strong>✓ 已登记收到：<?cs var:receipt.0.org_name ?></strong> <span class="figures"><?cs
			var:receipt.0.number ?></span>
<?cs if:done_problems ?>，<strong class="bad">有 <?cs var:done_problems ?>
	项问题</strong>，<a href="<?cs var:receipt.0.url ?>">去退回纸质材料</a><?cs else ?>，纸质材料齐全<?cs /if ?>。可以扫描下一件。
</div>
<?cs /if ?>
<form method="post" action="/office/receive" class="card scan">
<?cs call:tokens() ?>
<label for="number">扫描或输入：封面页编码、受理号、快递单号、移交单编号</label>
<div class="scan-line">
	<input id="number" name="number" value="<?cs var:values.number ?>" class="figures big" autocomplete="off"
		autocapitalize="characters" spellcheck="false" maxlength="80" placeholder="KH…" required autofocus
		data-scan<?cs if:error.number ?> aria-invalid="true" aria-describedby="number-error"<?cs /if ?>>
<button class="button" type="submit">查找</button></div>
<?cs if:error.number ?><p class="field-error" id="number-error"><?cs var:error.number ?></p><?cs /if ?>
</form>
<?cs if:subcount(found) > #0 ?>
<section class="card"><h2>这个快递单号登记在多个申请上，请选择</h2>
<table class="list">
	<thead>
		<tr><th scope="col">申请人</th><th scope="col">受理号</th><th scope="col">寄出的版本</th><th scope="col">寄出</th>
			<th scope="col">状态</th>
		</tr>
	</thead><tbody>
<?cs each:x = found ?>
	<tr>
		<td class="main-cell"><a href="<?cs var:x.url ?>"><?cs var:x.org_name ?></a></td>
		<td data-label="受理号" class="figures"><?cs var:x.number ?></td>
		<td data-label="寄出的版本">第<?cs var:x.version ?>版</td>
		<td data-label="寄出" class="figures"><?cs var:x.at ?></td>
		<td data-label="状态"><?cs var:Label.office.state[x.state] ?></td>
	</tr>
<?cs /each ?></tbody></table></section>
<?cs /if ?>
<section><h2 class="after">我今天收到的 <span class="figures"><?cs var:today ?></span> 件</h2>
<?cs if:subcount(receipt) > #0 ?>
<table class="list">
	<thead>
		<tr><th scope="col">时间</th><th scope="col">申请人</th><th scope="col">受理号</th><th scope="col">版本</th>
			<th scope="col">现在的状态</th>
		</tr>
	</thead><tbody>
<?cs each:x = receipt ?>
	<tr><td data-label="时间" class="figures"><?cs var:x.at ?></td>
		<td class="main-cell"><a href="<?cs var:x.url ?>"><?cs var:x.org_name ?></a></td>
		<td data-label="受理号" class="figures"><?cs var:x.number ?></td>
		<td data-label="版本">第<?cs var:x.version ?>版</td>
		<td data-label="现在的状态"><?cs var:Label.office.state[x.state] ?></td>
	</tr>
<?cs /each ?></tbody></table>
<?cs if:more_url ?><p class="pager"><a class="button button-quiet" href="<?cs var:more_url ?>">更早的</a></p><?cs /if ?>
<?cs else ?><p class="empty">今天还没有登记收到的材料。</p><?cs /if ?>
</section>
<?cs include:"lib/office_foot.cs" ?>
