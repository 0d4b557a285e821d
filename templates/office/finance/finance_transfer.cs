<?cs set:page.nav = "finance" ?><?cs set:page.title = "对公转账" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"office/finance/finance_macros.cs" ?>
<?cs with:x = transfer.0 ?>
<p class="crumbs"><a href="/office/finance/transfers">对公转账</a></p>
<div class="headline">
	<h1><?cs var:x.payer_name ?>
		<?cs call:tag(Label.finance.transfer_tone[x.state], Label.finance.transfer[x.state]) ?>
	</h1>
</div>
<?cs call:refusals() ?>
<div class="order-columns even">
<section class="card"><h2>付款人登记</h2><dl class="summary">
<div><dt>付款方</dt><dd><?cs var:x.payer_name ?></dd></div>
<div><dt>所说转账日</dt><dd class="figures"><?cs var:x.declared_on ?></dd></div>
<div><dt>登记时间</dt><dd class="figures"><?cs var:x.declared_at ?></dd></div>
<div><dt>机构</dt><dd><?cs var:x.org_name ?></dd></div>
<div><dt>交易账户</dt><dd class="figures"><?cs var:x.account_number ?></dd></div>
<div><dt>应缴</dt>
	<dd><strong class="figures"><?cs call:yuan(x.amount_fen_figures) ?></strong><br><span class="muted"><?cs
			var:x.capital ?></span></dd>
</div>
<div><dt>订单</dt>
	<dd><a href="/office/finance/order/<?cs var:x.order_public_id ?>"><?cs var:Label.finance.order[x.order_state] ?></a></dd>
</div>
</dl>
</section>
<section class="card" id="match"><h2>银行入账</h2>
<?cs if:x.state == "declared" ?>
<?cs if:may.finance ?>
<form method="post" action="/office/finance/transfer/<?cs var:x.public_id ?>/match" class="decide-form"><?cs call:tokens() ?>
<?cs call:finance_field("entry_number", "银行流水号", "", "text") ?>
<?cs call:finance_field("entry_yuan", "入账金额（元）", "须与应缴金额相同", "decimal") ?>
<?cs call:finance_field("entry_on", "入账日期", "例如 2026-12-22", "numeric") ?>
<p><button class="button" type="submit">核对无误，提交复核</button></p></form>
<?cs else ?><p class="muted">等待财务人员核对银行流水。</p><?cs /if ?>
<?cs else ?><dl class="summary">
<div><dt>流水号</dt><dd class="figures code"><?cs if:x.entry_number ?><?cs var:x.entry_number ?><?cs else ?>–<?cs /if ?></dd></div>
<?cs if:x.entry_fen_figures ?><div><dt>金额</dt><dd class="figures"><?cs call:yuan(x.entry_fen_figures) ?></dd></div>
<div><dt>入账日</dt><dd class="figures"><?cs var:x.entry_on ?></dd></div>
<div><dt>核对</dt><dd><?cs var:x.matched_name ?> <span class="figures"><?cs var:x.matched_at ?></span></dd></div><?cs /if ?>
<?cs if:x.confirmed_name ?>
	<div><dt>复核</dt><dd><?cs var:x.confirmed_name ?> <span class="figures"><?cs var:x.confirmed_at ?></span></dd>
	</div>
<?cs /if ?>
<?cs if:x.note ?><div><dt>退回原因</dt><dd><?cs var:x.note ?></dd></div><?cs /if ?></dl>
<?cs if:x.state == "matched" && may.decide ?><?cs if:own ?><p class="banner">您核对的转账由另一位财务人员或主管复核。</p><?cs else ?>
<form method="post" action="/office/finance/transfer/<?cs var:x.public_id ?>/confirm"><?cs call:tokens() ?>
	<p>请对照银行流水再核对一遍。确认后订单即缴清。</p><p><button class="button" type="submit">复核无误，确认收款</button></p>
</form>
<?cs /if ?><?cs /if ?><?cs /if ?>
<?cs if:may.decide && (x.state == "declared" || x.state == "matched") ?>
<details<?cs if:error.reason ?> open<?cs /if ?>><summary>对不上，退回付款人</summary>
<form method="post" action="/office/finance/transfer/<?cs var:x.public_id ?>/reject" class="decide-form"><?cs call:tokens() ?>
<div class="field">
	<label for="reason">退回原因（付款人看得到）</label><?cs if:error.reason ?><p class="field-error"><?cs var:error.reason ?>
		</p>
	<?cs /if ?><textarea id="reason" name="reason" rows="2" maxlength="200"<?cs if:error.reason ?>
		aria-invalid="true"<?cs /if ?>><?cs var:values.reason ?></textarea>
</div>
<p><button class="button button-quiet" type="submit">退回</button></p></form></details><?cs /if ?>
</section></div>
<?cs if:subcount(entry) > #0 ?><section class="card"><h2>可能的银行流水</h2><p class="muted">金额相同、还没有用过的流水；附言写有交易账户号、付款方同名的排在前面。</p>
<table class="list">
	<thead>
		<tr><th scope="col">流水号</th><th scope="col">日期</th><th scope="col">付款方</th>
			<th scope="col" class="num">金额（元）</th><th scope="col">附言</th>
			<?cs if:may.finance ?><th scope="col"></th><?cs /if ?>
		</tr>
	</thead><tbody>
<?cs each:e = entry ?>
	<tr><td class="main-cell figures code"><?cs var:e.number ?></td>
		<td data-label="日期" class="figures nowrap"><?cs var:e.entry_on ?></td>
		<td data-label="付款方"><?cs
			var:e.payer_name ?><?cs if:e.names_payer == "1" ?> <span class="good">✓ 同名</span><?cs
		/if ?></td>
		<td data-label="金额（元）" class="num figures"><?cs var:e.amount_fen_figures ?></td>
		<td data-label="附言"><?cs
			var:e.remark ?><?cs if:e.names_account == "1" ?> <span class="good">✓ 账户号</span><?cs
		/if ?></td>
		<?cs if:may.finance ?>
			<td><form method="post" action="/office/finance/transfer/<?cs var:x.public_id ?>/match">
					<?cs call:tokens() ?><input type="hidden" name="entry_number"
						value="<?cs var:e.number ?>"><input type="hidden" name="entry_yuan"
						value="<?cs var:e.amount_fen_figures ?>"><input type="hidden"
						name="entry_on" value="<?cs var:e.entry_on ?>"><button
						class="button button-quiet button-small" type="submit">就是这条</button>
				</form>
			</td>
		<?cs /if ?>
	</tr>
<?cs /each ?></tbody></table></section><?cs /if ?>
<?cs /with ?>
<?cs include:"lib/office_foot.cs" ?>
