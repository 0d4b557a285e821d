<?cs set:page.nav = "finance" ?><?cs set:page.title = "财务" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"office/finance/finance_macros.cs" ?>
<div class="headline"><h1>财务</h1>
<form method="get" action="/office/finance/orders" class="search" role="search">
	<label class="hidden" for="text">查找订单</label><input id="text" name="text" maxlength="120" autocomplete="off"
		placeholder="机构、信用代码、账户、订单号、单号、交易号"><button class="button button-quiet" type="submit">查找</button>
</form>
</div>
<?cs call:finance_tabs("today") ?>
<h2>等待处理</h2>
<div class="tallies">
<?cs call:tally_card(tally.declared, "/office/finance/transfers", "对公转账待核对", "付款人已登记，核对银行入账", "wait") ?>
<?cs call:tally_card(tally.matched, "/office/finance/transfers?state=matched", "对公转账待复核", "由另一人确认", "wait") ?>
<?cs call:tally_card(tally.surplus, "/office/finance/refunds", "多收款待退", "提出退款", "wrong") ?>
<?cs call:tally_card(tally.held, "/office/finance/held", "付款时间异常", "核实后入账，或退款", "wrong") ?>
<?cs call:tally_card(tally.proposed, "/office/finance/refunds", "退款待审批", "由另一人凭验证码批准", "wait") ?>
<?cs call:tally_card(tally.kinds, "/office/finance/kinds", "账户类型变更待确认", "由另一人确认", "wait") ?>
<?cs call:tally_card(tally.differences, "/office/finance/bills", "对账差异待说明", "与支付平台账单不一致", "wrong") ?>
<?cs call:tally_card(tally.requested, "/office/finance/invoices", "发票待导出", "导出到开票系统", "wait") ?>
<?cs call:tally_card(tally.exported, "/office/finance/invoices?state=exported", "发票待填号码", "开票后回填", "wait") ?>
</div>
<h2 class="after">支付通道</h2>
<div class="tallies">
<?cs call:tally_card(tally.troubled, "#troubled", "支付平台没有应答", "正在自动重试", "wrong") ?>
<?cs call:tally_card(tally.failed, "#troubled", "支付平台拒绝受理", "近 7 天", "wrong") ?>
<?cs call:tally_card(tally.bad_callbacks, "/office/finance/callbacks", "未采信的通知", "近 7 天", "wrong") ?>
<?cs call:tally_card(tally.bills_late, "/office/finance/bills", "账单未取到", "正在自动重试", "wrong") ?>
<?cs call:tally_card(tally.approved, "/office/finance/refunds", "退款处理中", "等待支付平台或银行", "wait") ?>
<?cs call:tally_card(tally.open_orders, "/office/finance/orders?state=open", "待缴订单", "全部", "plain") ?>
</div>
<?cs if:subcount(troubled) > #0 ?>
<h2 class="after" id="troubled">有问题的支付</h2>
<table class="list">
	<thead>
		<tr><th scope="col">机构</th><th scope="col">支付平台</th><th scope="col">状态</th><th scope="col">问题</th>
			<th scope="col">自何时起</th><th scope="col" class="num">已试</th>
		</tr>
	</thead><tbody>
<?cs each:x = troubled ?>
	<tr>
		<td class="main-cell"><a href="<?cs var:x.url ?>"><?cs var:x.org_name ?></a></td>
		<td data-label="支付平台"><?cs var:Label.provider[x.provider].name ?></td>
		<td data-label="状态"><?cs
			call:tag(Label.finance.attempt_tone[x.state], Label.finance.attempt[x.state]) ?></td>
		<td data-label="问题"><?cs call:problem_words(x) ?></td>
		<td data-label="自何时起" class="figures nowrap"><?cs var:x.problem_since ?></td>
		<td data-label="已试" class="num"><?cs var:x.tries ?></td>
	</tr>
<?cs /each ?></tbody></table><?cs /if ?>
<?cs include:"lib/office_foot.cs" ?>
