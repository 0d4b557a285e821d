<?cs set:page.nav = "finance" ?><?cs set:page.title = "对公转账" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"office/finance/finance_macros.cs" ?>
<div class="headline"><h1>对公转账</h1></div>
<?cs call:finance_tabs("transfers") ?>
<p class="filter">
	<a href="/office/finance/transfers"<?cs if:state == "declared" ?> aria-current="true"<?cs /if ?>>待核对</a>
		<a href="/office/finance/transfers?state=matched"<?cs if:state == "matched" ?>
		aria-current="true"<?cs /if ?>>待复核</a>
		<a href="/office/finance/transfers?state=confirmed"<?cs if:state == "confirmed" ?>
		aria-current="true"<?cs /if ?>>已确认</a>
		<a href="/office/finance/transfers?state=rejected"<?cs if:state == "rejected" ?>
		aria-current="true"<?cs /if ?>>已退回</a>
</p>
<?cs call:refusals() ?><?cs if:statement.line ?><p class="field-error">问题在第 <?cs var:statement.line ?> 行。</p><?cs /if ?>
<?cs if:statement.read ?>
	<div class="alert done" role="status">
		<strong>已读入银行流水：</strong>新增 <?cs var:statement.added ?> 条<?cs if:statement.known != "0" ?>，另有
			<?cs var:statement.known ?> 条以前读过<?cs /if ?>。打开待核对的转账，可直接选择对应的流水。
	</div>
<?cs /if ?>
<?cs if:subcount(row) > #0 ?>
<table class="list">
	<thead>
		<tr><th scope="col">付款方</th><th scope="col">机构</th><th scope="col">交易账户</th>
			<th scope="col" class="num">应缴（元）</th><th scope="col">所说转账日</th><th scope="col">登记</th>
			<th scope="col">银行流水</th><th scope="col">核对人</th>
		</tr>
	</thead><tbody>
<?cs each:x = row ?>
	<tr>
		<td class="main-cell"><a href="<?cs var:x.url ?>"><?cs var:x.payer_name ?></a></td>
		<td data-label="机构"><?cs var:x.org_name ?></td>
		<td data-label="交易账户" class="figures"><?cs var:x.account_number ?></td>
		<td data-label="应缴（元）" class="num figures"><?cs var:x.amount_fen_figures ?></td>
		<td data-label="所说转账日" class="figures nowrap"><?cs var:x.declared_on ?></td>
		<td data-label="登记" class="figures nowrap"><?cs var:x.declared_at ?></td>
		<td data-label="银行流水" class="figures code"><?cs var:x.entry_number ?></td>
		<td data-label="核对人"><?cs var:x.matched_name ?></td>
	</tr>
<?cs /each ?></tbody></table>
<?cs if:more_url ?><p class="pager"><a class="button button-quiet" href="<?cs var:more_url ?>">下一页</a></p><?cs /if ?>
<?cs else ?>
	<p class="empty">
		<?cs if:state == "declared" ?>没有等待核对的转账。<?cs elif:state == "matched" ?>没有等待复核的转账。<?cs else ?>没有记录。
		<?cs /if ?>
	</p>
<?cs /if ?>
<?cs if:may.finance ?>
	<section class="card"><h2>读入银行流水</h2>
		<p class="muted">CSV 文件（UTF-8 或 GBK），有“交易日期”“流水号”“收入金额”等列；支出的行会略过，重复读入没有影响。读入后只作匹配的建议，仍须两人核对。</p>
<form method="post" action="/office/finance/statement" enctype="multipart/form-data" class="row-form">
	<?cs call:tokens() ?><label for="file" class="hidden">CSV 文件</label><input type="file" id="file" name="file"
		accept=".csv,text/csv"<?cs if:error.file ?> aria-invalid="true"<?cs /if ?>><button
		class="button button-quiet" type="submit">读入</button>
</form>
</section>
<?cs /if ?>
<?cs include:"lib/office_foot.cs" ?>
