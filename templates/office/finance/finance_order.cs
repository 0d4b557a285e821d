<?cs set:page.nav = "finance" ?><?cs set:page.title = "订单" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"office/finance/finance_macros.cs" ?>
<?cs # why it is as it is, and what to do next: a sentence each ?>
<?cs def:why_sentence(w) ?><?cs set:via = Label.provider[w.provider].name ?>
<?cs if:w.code == "none" ?><b>还没有人发起支付。</b>付款人登录账户中心即可缴费，也可以生成付款链接请同事代付，或作对公转账。
<?cs elif:w.code == "going" ?><b>刚刚发起，正在连接<?cs var:via ?>。</b>通常只需几秒，请稍后刷新。
<?cs elif:w.code == "idle" ?><b>付款人 <?cs var:w.at ?> 选择了<?cs var:via ?>，但系统的收款程序一直没有处理。</b>多半是收款程序没有运行，或<?cs var:via ?>没有配置，请联系运维。
<?cs elif:w.code == "unreached" ?><b>自 <?cs var:w.at ?> 起连不上<?cs var:via ?>，付款人还看不到付款页面。</b>原因：<?cs
	call:problem_words(w) ?>。已试 <?cs var:w.count ?> 次，系统会继续重试到 <?cs var:w.until ?>；付款人可以换一种方式支付。
<?cs elif:w.code == "refused" ?><b><?cs var:via ?>没有受理这次支付。</b>原因：<?cs call:problem_words(w) ?>。处理好以后请付款人重新发起，或换一种方式支付。
<?cs elif:w.code == "unanswered" ?><b>自 <?cs var:w.at ?> 起向<?cs var:via ?>查询没有结果，不知道是否已付款。</b>原因：<?cs
	call:problem_words(w) ?>。系统会继续查询；在此之前请付款人不要重复支付。
<?cs elif:w.code == "open_code" ?><b><?cs var:via ?>二维码已于 <?cs var:w.at ?> 生成，还没有人付款。</b>请付款人在 <?cs var:w.until ?> 前扫码；若已付款，请点“立即向支付平台查询”。
<?cs elif:w.code == "open_page" ?><b><?cs var:via ?>付款页面已于 <?cs var:w.at ?> 生成，还没有人付款。</b>请付款人在 <?cs var:w.until ?> 前完成；若已付款，请点“立即向支付平台查询”。
<?cs elif:w.code == "over" ?><b>付款人没有在 <?cs var:w.until ?> 前付款，这次支付已过期。</b>请付款人重新发起；若称已付款，请点“立即向支付平台查询”。
<?cs elif:w.code == "closing" ?><b>正在向<?cs var:via ?>确认并关闭上一次支付。</b>如果已经付款，会在一分钟左右入账，请稍后刷新。
<?cs elif:w.code == "closed" ?><b>最近一次<?cs var:via ?>支付没有付款，已经关闭。</b>请付款人重新发起；若称已付款，请点“立即向支付平台查询”。
<?cs elif:w.code == "amount" ?><b><?cs var:via ?>说收到 <?cs call:yuan(w.figures) ?>，比订单<?cs if:w.less ?>少<?cs else ?>多<?cs
	/if ?> <?cs call:yuan(w.off) ?>，没有入账。</b>请凭交易号 <span class="figures"><?cs var:w.number ?></span>
	到<?cs var:via ?>商户平台核实：确属错付的在平台退回，请付款人按订单金额重付。
<?cs elif:w.code == "currency" ?><b><?cs var:via ?>说收到的币种是 <?cs var:w.text ?>，不是人民币，没有入账。</b>请凭交易号
	<span class="figures"><?cs var:w.number ?></span> 到<?cs var:via ?>商户平台核实，并请付款人以人民币重付。
<?cs elif:w.code == "merchant" ?><b><?cs var:via ?>说这笔钱付给了别的商户或应用，没有入账。</b>请运维核对商户号和应用编号的配置，并凭交易号
	<span class="figures"><?cs var:w.number ?></span> 到商户平台核实。
<?cs elif:w.code == "provider" ?><b>付款时选择的支付平台与发来通知的（<?cs var:via ?>）不同，没有入账。</b>这不正常，请保留证据并联系运维。
<?cs elif:w.code == "trade" ?><b><?cs var:via ?>的交易号 <span class="figures"><?cs var:w.number ?></span>
	已用于另一笔订单，或缺少必要内容，没有入账。</b>请到商户平台核实这笔交易属于哪个订单。
<?cs elif:w.code == "bill" ?><b><?cs var:via ?>
	<?cs var:w.text ?> 的账单里有这笔款 <?cs call:yuan(w.figures) ?>，本系统还没有收到付款结果。</b>系统已自动再次查询；若几分钟后仍未入账，请点“立即向支付平台查询”，并凭交易号
		<span class="figures"><?cs var:w.number ?></span> 到商户平台核实。
<?cs elif:w.code == "bad_signature" || w.code == "unknown_key" || w.code == "stale" || w.code == "not_understood" ||
	w.code == "no_keys" ?><b>收到 <?cs var:w.count ?> 条<?cs var:via ?>通知未采信：<?cs
	var:Label.finance.verdict[w.code] ?>（最近 <?cs var:w.at ?>）。</b><?cs
	if:w.sealed ?>内容加密，无法判断是否属于这个订单。<?cs /if ?>请点“立即向支付平台查询”；若多笔订单如此，请运维核对平台公钥。
<?cs elif:w.code == "declared" ?><b><?cs var:w.text ?> 已于 <?cs var:w.at ?> 登记对公转账，财务还没有核对到银行入账。</b>请核对银行流水后在“对公转账”中匹配。
<?cs elif:w.code == "matched" ?><b>对公转账已由 <?cs var:w.text ?> 于 <?cs var:w.at ?> 核对，等待另一人复核。</b>请其他财务人员或主管确认。
<?cs elif:w.code == "rejected" ?><b>上次登记的对公转账被退回：<?cs var:w.text ?>。</b>付款人可以重新登记或换一种方式支付。
<?cs elif:w.code == "cancelled" ?><b>账户类型变更后不再收费，订单已取消，不需要缴纳。</b>之后到账的款项列为多收，提出退款即可。
<?cs elif:w.code == "twice" && order.state == "closed" ?><b>订单取消之后收到一笔 <?cs call:yuan(w.figures) ?>（<?cs var:via ?>
	<span class="figures"><?cs var:w.number ?></span>，<?cs var:w.at ?>），应当退回。</b>请提出退款，由另一人批准。
<?cs elif:w.code == "twice" ?><b>已缴清之后又收到一笔 <?cs call:yuan(w.figures) ?>（<?cs var:via ?> <span class="figures"><?cs
	var:w.number ?></span>，<?cs var:w.at ?>），属于重复缴费。</b>请提出退款，由另一人批准。
<?cs elif:w.code == "held" ?><b>已收到 <?cs call:yuan(w.figures) ?>（<?cs var:via ?> <span class="figures"><?cs var:w.number ?></span>），但<?cs
	var:via ?>所报的付款时间 <?cs var:w.at ?> 不可能，没有入账。</b>请在<a href="/office/finance/held">付款时间异常</a>中核实后入账，或提出退款。
<?cs elif:w.code == "refunding" ?><b><?cs if:order.state == "closed" ?>取消后收到<?cs else ?>重复缴费<?cs /if ?>的
	<?cs call:yuan(w.figures) ?>（<?cs var:via ?> <span class="figures"><?cs var:w.number ?></span>）正在退款。</b>进度见下面的退款。
<?cs elif:w.code == "paid" ?><b>已缴清。</b><?cs var:via ?>于 <?cs var:w.at ?> 收款，年费有效期 <?cs var:order.from ?> 至 <?cs var:order.until ?>。
<?cs /if ?><?cs /def ?>
<p class="crumbs"><a href="/office/finance/orders">订单</a></p>
<div class="headline">
	<div class="headline-words">
		<h1><?cs var:order.organisation ?>
			<?cs call:tag(Label.finance.order_tone[order.state], Label.finance.order[order.state]) ?>
		</h1>
<p class="muted">
	统一社会信用代码 <span class="figures"><?cs var:order.uscc ?></span>　交易账户
		<a class="figures" href="/office/account/<?cs var:order.account ?>"><?cs
		var:order.account ?></a>（<?cs var:Label.finance.account[order.account_state] ?>）　订单
		<span class="figures"><?cs var:order.id ?></span>
</p>
</div>
<?cs if:may.ask ?>
	<form method="post" action="/office/finance/order/<?cs var:order.id ?>/ask">
		<?cs call:tokens() ?><button class="button" type="submit">立即向支付平台查询</button>
	</form>
<?cs /if ?>
</div>
<?cs call:refusals() ?>
<section class="card reasons<?cs if:order.state == "paid" && why.0.code == "paid" ?> reasons-done<?cs /if ?>" id="why">
	<h2><?cs if:order.state == "paid" || order.state == "closed" ?>缴费情况<?cs else ?>为什么还没有缴清？<?cs /if ?></h2>
<ul class="plain"><?cs each:w = why ?><li data-why="<?cs var:w.code ?>"><?cs call:why_sentence(w) ?></li>
<?cs /each ?></ul></section>
<div class="order-columns">
<section class="card"><h2>应缴</h2>
<dl class="summary">
<?cs each:x = line ?>
	<div>
		<dt>
			<?cs var:Label.account.fee[x.item] ?><?cs if:x.item == "annual" && x.period > #1 ?>（第
				<?cs var:x.period ?> 年）
			<?cs /if ?>
		</dt><dd class="figures"><?cs call:yuan(x.amount_fen_figures) ?></dd>
	</div>
<?cs /each ?>
<div><dt>合计</dt>
	<dd><strong class="figures"><?cs call:yuan(order.figures) ?></strong><br><span class="muted"><?cs
			var:order.capital ?></span></dd>
</div>
<div><dt>生成</dt><dd class="figures"><?cs var:order.created_at ?></dd></div>
<?cs if:order.state == "paid" ?>
	<div><dt>缴费日</dt><dd class="figures"><?cs var:order.paid_on ?></dd></div>
	<div><dt>有效期</dt><dd class="figures"><?cs var:order.from ?> 至 <?cs var:order.until ?></dd></div>
<?cs elif:order.state == "open" ?><div><dt>今天缴清，至</dt><dd class="figures"><?cs var:order.if_paid ?></dd></div>
<?cs /if ?>
</dl>
</section>
<section class="card"><h2>收款</h2>
<?cs if:subcount(payment) > #0 ?>
	<table class="list">
		<thead>
			<tr><th scope="col">渠道</th><th scope="col">交易号</th><th scope="col" class="num">金额</th>
				<th scope="col">付款时间</th><th scope="col">得知</th><th scope="col">状态</th>
			</tr>
		</thead><tbody>
<?cs each:x = payment ?>
	<tr>
		<td data-label="渠道" class="nowrap"><?cs var:Label.provider[x.provider].name ?></td>
		<td data-label="交易号" class="figures code"><?cs var:x.trade_no ?></td>
		<td data-label="金额" class="num figures"><?cs var:x.amount_fen_figures ?></td>
		<td data-label="付款时间" class="figures nowrap"><?cs var:x.paid_at ?></td>
		<td data-label="得知"><?cs
			var:Label.finance.source[x.source] ?><span class="muted figures"><?cs var:x.recorded_at ?></span>
		</td>
		<td data-label="状态"><?cs
			call:tag(Label.finance.payment_tone[x.state], Label.finance.payment[x.state])
				?><?cs if:x.state == "held" && !x.refund_state ?>
				<a href="/office/finance/held">核对</a><?cs elif:x.state == "surplus" && !x.refund_state ?>
				<a href="/office/finance/refunds#surplus">退款</a><?cs
		/if ?></td>
	</tr>
<?cs /each ?></tbody></table><?cs else ?><p class="empty">还没有收到款。</p><?cs /if ?>
<?cs if:subcount(mismatch) > #0 ?><h3>与订单不符，未入账</h3>
	<table class="list">
		<thead>
			<tr><th scope="col">渠道</th><th scope="col">交易号</th><th scope="col" class="num">所说金额</th>
				<th scope="col">币种</th><th scope="col">不符</th><th scope="col">得知</th>
			</tr>
		</thead><tbody>
<?cs each:x = mismatch ?>
	<tr>
		<td data-label="渠道" class="nowrap"><?cs var:Label.provider[x.provider].name ?></td>
		<td data-label="交易号" class="figures code"><?cs var:x.trade_no ?></td>
		<td data-label="所说金额" class="num figures"><?cs var:x.amount_fen_figures ?></td>
		<td data-label="币种"><?cs var:x.currency ?></td>
		<td data-label="不符"><?cs var:Label.finance.differs[x.differs] ?></td>
		<td data-label="得知"><?cs
			var:Label.finance.source[x.source] ?><span class="muted figures"><?cs var:x.noted_at ?></span>
		</td>
	</tr>
<?cs /each ?></tbody></table><?cs /if ?></section>
</div>
<section class="card" id="attempts"><h2>支付过程</h2>
<?cs if:subcount(attempt) > #0 ?>
	<table class="list">
		<thead>
			<tr><th scope="col">渠道</th><th scope="col">本系统单号</th><th scope="col">状态</th><th scope="col">问题
				</th><th scope="col">发起</th><th scope="col">可付款自</th><th scope="col">有效至</th>
				<th scope="col">上次查询</th><th scope="col">下次查询</th>
			</tr>
		</thead><tbody>
<?cs each:x = attempt ?>
	<tr>
		<td data-label="渠道" class="nowrap"><?cs var:Label.provider[x.provider].name ?></td>
		<td data-label="本系统单号" class="figures code"><?cs var:x.reference ?></td>
		<td data-label="状态"><?cs
			call:tag(Label.finance.attempt_tone[x.state], Label.finance.attempt[x.state]) ?></td>
		<td data-label="问题"><?cs if:x.problem ?><?cs call:problem_words(x) ?><?cs /if ?></td>
		<td data-label="发起" class="figures"><?cs var:x.created_at ?></td>
		<td data-label="可付款自" class="figures"><?cs var:x.opened_at ?></td>
		<td data-label="有效至" class="figures"><?cs var:x.expires_at ?></td>
		<td data-label="上次查询" class="figures"><?cs var:x.asked_at ?></td>
		<td data-label="下次查询" class="figures"><?cs var:x.next_at ?></td>
	</tr>
<?cs /each ?></tbody></table><?cs else ?><p class="empty">还没有发起过在线支付。</p><?cs /if ?>
<?cs if:subcount(callback) + subcount(unbelieved) > #0 ?><h3>支付平台的通知</h3>
	<table class="list">
		<thead>
			<tr><th scope="col">收到</th><th scope="col">渠道</th><th scope="col">结论</th><th scope="col">原文
				</th>
			</tr>
		</thead><tbody>
<?cs each:x = callback ?>
	<tr>
		<td data-label="收到" class="figures nowrap"><?cs var:x.received_at ?></td>
		<td data-label="渠道" class="nowrap"><?cs var:Label.provider[x.provider].name ?></td>
		<td data-label="结论"><?cs
			call:tag(Label.finance.verdict_tone[x.verdict], Label.finance.verdict[x.verdict]) ?></td>
		<td data-label="原文"><a href="/office/finance/callback/<?cs var:x.id ?>">查看</a></td>
	</tr>
<?cs /each ?><?cs each:x = unbelieved ?>
	<tr>
		<td data-label="收到" class="figures nowrap"><?cs var:x.received_at ?></td>
		<td data-label="渠道" class="nowrap"><?cs var:Label.provider[x.provider].name ?></td>
		<td data-label="结论"><?cs
			call:tag(Label.finance.verdict_tone[x.verdict],
				Label.finance.verdict[x.verdict]) ?><?cs if:unbelieved_sealed ?>
				<span class="muted">同一时段收到，未必属于本订单</span><?cs
		/if ?></td>
		<td data-label="原文"><a href="/office/finance/callback/<?cs var:x.id ?>">查看</a></td>
	</tr>
<?cs /each ?></tbody></table><?cs /if ?></section>
<?cs if:subcount(transfer) > #0 ?>
	<section class="card"><h2>对公转账</h2>
		<table class="list">
			<thead>
				<tr><th scope="col">付款方</th><th scope="col">状态</th><th scope="col">登记</th>
					<th scope="col">银行流水</th><th scope="col" class="num">金额</th><th scope="col">核对
					</th><th scope="col">复核</th>
				</tr>
			</thead><tbody>
<?cs each:x = transfer ?>
	<tr>
		<td class="main-cell"><a href="/office/finance/transfer/<?cs var:x.public_id ?>"><?cs var:x.payer_name ?></a>
		</td>
		<td data-label="状态"><?cs
			call:tag(Label.finance.transfer_tone[x.state], Label.finance.transfer[x.state])
				?><?cs if:x.note ?><span class="muted"><?cs var:x.note ?></span><?cs
		/if ?></td>
		<td data-label="登记" class="figures"><?cs var:x.declared_at ?></td>
		<td data-label="银行流水" class="figures code"><?cs var:x.entry_number ?></td>
		<td data-label="金额" class="num figures"><?cs var:x.entry_fen_figures ?></td>
		<td data-label="核对"><?cs
			var:x.matched_name ?><span class="muted figures"><?cs var:x.matched_at ?></span>
		</td>
		<td data-label="复核"><?cs
			var:x.confirmed_name ?><span class="muted figures"><?cs var:x.confirmed_at ?></span>
		</td>
	</tr>
<?cs /each ?></tbody></table></section><?cs /if ?>
<?cs if:subcount(refund) > #0 ?>
	<section class="card"><h2>退款</h2>
		<table class="list">
			<thead>
				<tr><th scope="col">提出</th><th scope="col">渠道</th><th scope="col" class="num">金额</th>
					<th scope="col">状态</th><th scope="col">问题</th>
				</tr>
			</thead><tbody>
<?cs each:x = refund ?>
	<tr>
		<td class="main-cell figures"><a href="/office/finance/refund/<?cs var:x.public_id ?>"><?cs var:x.proposed_at ?></a>
		</td>
		<td data-label="渠道" class="nowrap"><?cs var:Label.provider[x.provider].name ?></td>
		<td data-label="金额" class="num figures"><?cs var:x.amount_fen_figures ?></td>
		<td data-label="状态"><?cs
			call:tag(Label.finance.refund_tone[x.state], Label.finance.refund[x.state]) ?>
				<span class="figures"><?cs var:x.done_at ?></span>
		</td>
		<td data-label="问题"><?cs if:x.problem ?><?cs call:problem_words(x) ?><?cs /if ?></td>
	</tr>
<?cs /each ?></tbody></table></section><?cs /if ?>
<?cs if:subcount(bill) > #0 ?>
	<section class="card"><h2>对账</h2>
		<table class="list">
			<thead>
				<tr><th scope="col">账单日</th><th scope="col">渠道</th><th scope="col">类别</th>
					<th scope="col">号码</th><th scope="col" class="num">平台</th>
					<th scope="col" class="num">本系统</th><th scope="col">结果</th>
				</tr>
			</thead><tbody>
<?cs each:x = bill ?>
	<tr>
		<td class="main-cell figures"><a href="/office/finance/bill/<?cs var:x.provider ?>/<?cs var:x.day ?>"><?cs var:x.day ?></a>
		</td>
		<td data-label="渠道" class="nowrap"><?cs var:Label.provider[x.provider].name ?></td>
		<td data-label="类别"><?cs var:Label.finance.bill_kind[x.kind] ?></td>
		<td data-label="号码" class="figures code"><?cs var:x.number ?></td>
		<td data-label="平台" class="num figures"><?cs var:x.there_fen_figures ?></td>
		<td data-label="本系统" class="num figures"><?cs var:x.here_fen_figures ?></td>
		<td data-label="结果"><?cs
			call:tag(Label.finance.result_tone[x.result], Label.finance.result[x.result])
				?><?cs if:x.note ?><span class="muted"><?cs var:x.note ?></span><?cs
		/if ?></td>
	</tr>
<?cs /each ?></tbody></table></section><?cs /if ?>
<div class="order-columns">
<section class="card"><h2>付款链接</h2>
	<?cs if:subcount(link) > #0 ?>
		<ul class="plain">
			<?cs each:x = link ?>
				<li>
					<span class="figures"><?cs var:x.made_at ?></span>
						生成，<?cs if:x.live ?><span class="good">有效至 <span class="figures"><?cs
						var:x.expires_at ?></span></span><?cs elif:x.revoked_at ?><span
						class="figures"><?cs var:x.revoked_at ?></span>
						撤销<?cs else ?><span class="figures"><?cs var:x.expires_at ?></span> 过期
					<?cs /if ?>
				</li>
			<?cs /each ?>
		</ul>
	<?cs else ?><p class="muted">没有生成过。</p><?cs /if ?>
</section>
<section class="card"><h2>发票</h2>
	<?cs if:subcount(invoice) > #0 ?>
		<?cs with:x = invoice.0 ?>
			<dl class="summary">
				<div><dt>状态</dt>
					<dd><?cs
						call:tag(Label.finance.invoice_tone[x.state],
							Label.finance.invoice[x.state]) ?>
						<?cs
					var:Label.finance.invoice_kind[x.kind] ?></dd>
				</div><div><dt>抬头</dt><dd><?cs var:x.title ?></dd></div>
				<div><dt>税号</dt><dd class="figures"><?cs var:x.tax_number ?></dd></div>
				<div><dt>邮箱</dt><dd><?cs var:x.email ?></dd></div>
				<?cs if:x.number ?><div><dt>号码</dt><dd class="figures"><?cs var:x.number ?></dd></div>
				<?cs /if ?>
			</dl>
		<?cs /with ?>
	<?cs else ?>
		<p class="muted">
			<?cs if:order.state == "paid" ?>
				付款人还没有提交开票信息。<?cs elif:order.state == "closed" ?>没有。<?cs else ?>缴清后可以申请。
			<?cs /if ?>
		</p>
	<?cs /if ?>
</section>
</div>
<?cs include:"lib/office_foot.cs" ?>
