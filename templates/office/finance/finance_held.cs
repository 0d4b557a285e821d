<?cs set:page.nav = "finance" ?><?cs set:page.title = "付款时间异常" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"office/finance/finance_macros.cs" ?>
<?cs # deciding: who proposed it may not ?>
<?cs def:held_decide(x) ?><?cs if:x.own ?><span class="muted">等待另一人决定</span><?cs elif:may.decide ?>
	<form method="post" action="/office/finance/held/<?cs var:x.accept_id ?>/confirm" class="row-form">
		<?cs call:tokens() ?><button class="button button-small" type="submit">同意入账</button>
	</form>
	<form method="post" action="/office/finance/held/<?cs var:x.accept_id ?>/decline" class="row-form">
		<?cs call:tokens() ?><button class="button button-quiet button-small" type="submit">不同意</button>
	</form>
<?cs /if ?><?cs /def ?>
<?cs def:held_propose(x) ?><?cs if:x.order_state != "open" ?>
	<span class="muted">订单已缴清或已取消，只能退回</span>
<?cs elif:may.finance ?>
	<form method="post" action="/office/finance/held" class="row-form">
		<?cs call:tokens() ?><input type="hidden" name="payment" value="<?cs var:x.id ?>">
		<label>缴费日 <input name="day" value="<?cs var:x.day ?>" class="figures"<?cs if:x.typed && error.day ?>
			aria-invalid="true"<?cs /if ?>></label>
		<label>依据 <input name="reason" value="<?cs var:x.words ?>" maxlength="200"
			placeholder="例如：平台后台显示的付款时间"<?cs if:x.typed && error.reason ?> aria-invalid="true"<?cs /if ?>></label>
		<button class="button button-small" type="submit">提出入账</button>
	</form>
<?cs /if ?><?cs if:may.finance ?><a href="/office/finance/refunds#surplus">提出退款</a><?cs /if ?><?cs /def ?>
<div class="headline"><h1>付款时间异常</h1></div>
<?cs call:finance_tabs("today") ?>
<?cs call:refusals() ?>
<p class="muted">支付平台的签名有效、金额相符，但所报的付款时间在将来，或早于发起支付。款项已留存，没有计算年费有效期。请向支付平台核实实际付款日，由一人提出、另一人同意后入账；也可以退款。</p>
<?cs if:subcount(row) > #0 ?>
	<table class="list">
		<thead>
			<tr><th scope="col">机构</th><th scope="col">渠道</th><th scope="col" class="num">金额（元）</th>
				<th scope="col">平台所报时间</th><th scope="col">得知</th><th scope="col">处理</th>
			</tr>
		</thead><tbody>
<?cs each:x = row ?>
	<tr>
		<td class="main-cell"><a href="<?cs var:x.order_url ?>"><?cs var:x.org_name ?></a><span class="muted figures"><?cs
				var:x.account_number ?></span>
		</td>
		<td data-label="渠道"><?cs var:Label.provider[x.provider].name ?><span class="muted figures"><?cs var:x.trade_no ?></span></td>
		<td data-label="金额（元）" class="num figures"><?cs var:x.amount_fen_figures ?></td>
		<td data-label="平台所报时间" class="figures"><?cs var:x.paid_at ?><span class="muted"><?cs
			if:x.is_future == "1" ?>在将来<?cs else ?>早于发起支付<?cs /if ?></span></td>
		<td data-label="得知" class="figures"><?cs var:x.recorded_at ?></td>
		<td data-label="处理"><?cs if:x.accept_id ?><p><?cs var:x.proposer ?>提出：缴费日
			<span class="figures"><?cs var:x.paid_on ?></span>，<?cs var:x.reason ?></p><?cs call:held_decide(x) ?><?cs
			else ?><?cs call:held_propose(x) ?><?cs /if ?></td>
	</tr>
<?cs /each ?></tbody></table>
<?cs else ?><p class="empty">没有时间异常的付款。</p><?cs /if ?>
<?cs include:"lib/office_foot.cs" ?>
