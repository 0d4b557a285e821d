<?cs set:page.nav = "finance" ?><?cs set:page.title = "退款" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"office/factor_macros.cs" ?>
<?cs include:"office/finance/finance_macros.cs" ?>
<?cs with:x = refund.0 ?>
<p class="crumbs"><a href="/office/finance/refunds">退款</a></p>
<div class="headline">
	<h1>退款 <?cs call:yuan(x.amount_fen_figures) ?>
		<?cs call:tag(Label.finance.refund_tone[x.state], Label.finance.refund[x.state]) ?>
	</h1>
</div>
<?cs call:refusals() ?>
<div class="order-columns even">
<section class="card"><h2>退什么</h2><dl class="summary">
<div><dt>机构</dt><dd><a href="<?cs var:x.order_url ?>"><?cs var:x.org_name ?></a></dd></div>
<div><dt>交易账户</dt><dd class="figures"><?cs var:x.account_number ?></dd></div>
<div><dt>原收款</dt>
	<dd><?cs
		var:Label.provider[x.provider].name ?> <span class="figures"><?cs
			var:x.paid_at ?></span><br><span class="figures code"><?cs var:x.trade_no ?></span></dd>
</div>
<div><dt>金额</dt>
	<dd><strong class="figures"><?cs call:yuan(x.amount_fen_figures) ?></strong>（全额，原路退回）<br><span
			class="muted"><?cs var:x.capital ?></span></dd>
</div>
<div><dt>原因</dt><dd><?cs var:x.reason ?></dd></div>
<div><dt>提出</dt><dd><?cs var:x.proposer ?> <span class="figures"><?cs var:x.proposed_at ?></span></dd></div>
<?cs if:x.decider ?><div><dt>审批</dt><dd><?cs var:x.decider ?> <span class="figures"><?cs var:x.decided_at ?></span></dd></div><?cs /if ?>
<div><dt>我方退款号</dt><dd class="figures code"><?cs var:x.public_id ?></dd></div></dl></section>
<section class="card" id="decide"><h2>进度</h2>
<?cs if:x.state == "proposed" ?>
<?cs if:own ?><p class="banner">您提出的退款由另一位财务人员或主管审批。</p>
<?cs elif:may.decide ?><p>批准后款项原路退回，不能撤销。需要一个新的验证码。</p>
<form method="post" action="/office/finance/refund/<?cs var:x.public_id ?>/code"><?cs call:tokens() ?>
	<p><button class="button button-quiet" type="submit">发送验证码</button></p>
</form>
<?cs call:factor_state() ?>
<form method="post" action="/office/finance/refund/<?cs var:x.public_id ?>/approve" class="with-code">
	<?cs call:tokens() ?><?cs call:factor_fields() ?><button class="button" type="submit">批准退款</button>
</form>
<form method="post" action="/office/finance/refund/<?cs var:x.public_id ?>/decline" class="after">
	<?cs call:tokens() ?><button class="button button-quiet" type="submit">不批准</button>
</form>
<?cs else ?><p class="muted">等待另一人审批。</p><?cs /if ?>
<?cs elif:x.state == "approved" && x.provider == "bank" ?><p>请通过银行退回原付款账户，完成后填写银行流水号。</p>
<?cs if:may.finance ?>
	<form method="post" action="/office/finance/refund/<?cs var:x.public_id ?>/done" class="decide-form">
		<?cs call:tokens() ?><?cs call:finance_field("entry_number", "退款的银行流水号", "", "text") ?>
		<p><button class="button" type="submit">已退款</button></p>
	</form>
<?cs /if ?>
<?cs elif:x.state == "approved" ?><p>已提交<?cs var:Label.provider[x.provider].name ?>，系统会一直查询到退款完成。</p>
<?cs if:x.problem ?><p class="problem"><?cs call:problem_words(x) ?></p>
	<p class="muted">已试 <?cs var:x.tries ?> 次，下次 <span class="figures"><?cs var:x.next_at ?></span>。</p>
<?cs /if ?>
<?cs elif:x.state == "done" ?><p class="verdict good">✓ 已退款</p>
	<dl class="summary">
		<div><dt>完成</dt><dd class="figures"><?cs var:x.done_at ?></dd></div>
		<div><dt>对方单号</dt><dd class="figures code"><?cs var:x.provider_no ?></dd></div>
	</dl>
<?cs else ?><p>没有批准。如仍需退款，可以重新提出。</p><?cs /if ?>
</section></div>
<?cs /with ?>
<?cs include:"lib/office_foot.cs" ?>
