<?cs set:page.nav = "finance" ?><?cs set:page.title = "发票" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"office/finance/finance_macros.cs" ?>
<div class="headline"><h1>发票</h1>
	<?cs if:may.finance && state == "requested" && subcount(row) > #0 ?>
		<form method="post" action="/office/finance/invoices/export">
			<?cs call:tokens() ?><button class="button" type="submit">全部导出到开票系统</button>
		</form>
	<?cs /if ?>
</div>
<?cs call:finance_tabs("invoices") ?>
<p class="filter">
	<a href="/office/finance/invoices"<?cs if:state == "requested" ?> aria-current="true"<?cs /if ?>>待导出</a>
		<a href="/office/finance/invoices?state=exported"<?cs if:state == "exported" ?>
		aria-current="true"<?cs /if ?>>待填号码</a>
		<a href="/office/finance/invoices?state=issued"<?cs if:state == "issued" ?> aria-current="true"<?cs
		/if ?>>已开具</a>
</p>
<?cs call:refusals() ?>
<?cs if:batch_url ?>
	<div class="alert done" role="status">
		<strong>已导出。</strong><a href="<?cs var:batch_url ?>">下载 CSV 文件</a>，导入开票系统；开票后在下面逐张填写号码。
	</div>
<?cs /if ?>
<?cs if:subcount(row) > #0 ?>
	<table class="list">
		<thead>
			<tr><th scope="col">机构</th><th scope="col">抬头</th><th scope="col">税号</th><th scope="col">种类
				</th><th scope="col" class="num">金额（元）</th><th scope="col">缴费</th><th scope="col">邮箱
				</th><?cs if:state != "requested" ?><th scope="col">发票号码</th><?cs /if ?>
			</tr>
		</thead><tbody>
<?cs each:x = row ?>
	<tr>
		<td class="main-cell"><a href="<?cs var:x.order_url ?>"><?cs var:x.org_name ?></a></td>
		<td data-label="抬头"><?cs var:x.title ?></td>
		<td data-label="税号" class="figures code"><?cs var:x.tax_number ?></td>
		<td data-label="种类" class="nowrap"><?cs var:Label.finance.invoice_kind[x.kind] ?></td>
		<td data-label="金额（元）" class="num figures"><?cs var:x.amount_fen_figures ?></td>
		<td data-label="缴费" class="figures nowrap"><?cs var:x.paid_at ?></td>
		<td data-label="邮箱" class="code"><?cs var:x.email ?></td>
		<?cs if:state == "exported" ?>
			<td data-label="发票号码"><?cs
				if:may.finance ?><form method="post" action="/office/finance/invoice/<?cs
						var:x.order_public_id ?>/number" class="row-form">
						<?cs call:tokens() ?><label class="hidden"
							for="number-<?cs var:x.order_id ?>">发票号码</label><input
							id="number-<?cs var:x.order_id ?>" name="number"
							class="figures" inputmode="numeric" autocomplete="off"
							maxlength="40"<?cs if:x.typed ?>
							value="<?cs var:values.number ?>" aria-invalid="true"<?cs
							/if ?>><button class="button button-quiet button-small"
							type="submit">保存</button><?cs if:x.typed && error.number ?>
							<p class="field-error"><?cs var:error.number ?></p>
						<?cs /if ?>
					</form><?cs
			/if ?></td>
		<?cs elif:state == "issued" ?><td data-label="发票号码" class="figures code"><?cs var:x.number ?></td>
		<?cs /if ?>
	</tr>
<?cs /each ?></tbody></table>
<?cs if:more_url ?><p class="pager"><a class="button button-quiet" href="<?cs var:more_url ?>">下一页</a></p><?cs /if ?>
<?cs else ?>
	<p class="empty">
		<?cs if:state == "requested" ?>
			没有等待导出的开票信息。<?cs elif:state == "exported" ?>没有等待填写号码的发票。<?cs else ?>还没有开具过发票。
		<?cs /if ?>
	</p>
<?cs /if ?>
<?cs if:subcount(batch) > #0 ?><h2 class="after">导出批次</h2><p class="muted">每张发票只在一个批次里；文件丢失时可以再次下载同一批，下载记入审计。</p>
<table class="list">
	<thead>
		<tr><th scope="col">批次</th><th scope="col">导出</th><th scope="col">导出人</th>
			<th scope="col" class="num">发票</th><th scope="col" class="num">未填号码</th><th scope="col">文件
			</th>
		</tr>
	</thead><tbody>
<?cs each:x = batch ?>
	<tr><td class="main-cell figures">第 <?cs var:x.id ?> 批</td>
		<td data-label="导出" class="figures nowrap"><?cs var:x.exported_at ?></td>
		<td data-label="导出人"><?cs var:x.exported_by ?></td>
		<td data-label="发票" class="num figures"><?cs var:x.invoices ?></td>
		<td data-label="未填号码" class="num figures"><?cs var:x.waiting ?></td>
		<td data-label="文件"><?cs if:may.finance ?><a href="<?cs var:x.url ?>">再次下载</a><?cs /if ?></td>
	</tr>
<?cs /each ?></tbody></table><?cs /if ?>
<?cs include:"lib/office_foot.cs" ?>
