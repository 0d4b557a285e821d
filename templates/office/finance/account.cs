<?cs set:page.nav = "finance" ?><?cs set:page.title = "账户" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"office/finance/finance_macros.cs" ?>
<?cs def:kind_option(k) ?><?cs if:k != account.0.kind ?>
	<option value="<?cs var:k ?>"<?cs if:values.to_kind == k ?> selected<?cs /if ?>>
	<?cs var:Label.choice.kind[k] ?>
	</option>
<?cs /if ?><?cs /def ?>
<?cs with:a = account.0 ?>
<p class="crumbs"><a href="/office/finance/kinds">账户类型变更</a></p>
<div class="headline">
	<div class="headline-words">
		<h1><?cs var:a.org_name ?>
			<?cs call:tag(Label.account.tag[a.state], Label.finance.account[a.state]) ?>
		</h1>
<p class="muted">统一社会信用代码 <span class="figures"><?cs var:a.uscc ?></span></p></div></div>
<?cs call:refusals() ?>
<div class="order-columns">
<section class="card"><h2>账户</h2><dl class="summary">
<div><dt>交易账户</dt><dd class="figures"><?cs var:a.number ?></dd></div>
<div><dt>注册登记账户</dt><dd class="figures"><?cs var:a.registry_number ?>（<?cs var:Label.account.registry[a.registry_state] ?>）</dd></div>
<div><dt>账户类型</dt>
	<dd><strong><?cs var:Label.choice.kind[a.kind] ?></strong><br><span class="muted"><?cs
			if:pays.now == "1" ?>须缴纳开户费、年费<?cs else ?>不收费<?cs /if ?></span></dd>
</div>
<div><dt>开立</dt><dd class="figures"><?cs var:a.opened_at ?></dd></div>
<?cs if:a.paid_until ?><div><dt>年费已缴至</dt><dd class="figures"><?cs var:a.paid_until ?></dd></div><?cs /if ?>
<div><dt>开户申请</dt>
	<dd class="figures"><?cs
		if:case_url ?><a href="<?cs var:case_url ?>"><?cs var:a.application_number ?></a><?cs
		else ?><?cs var:a.application_number ?><?cs
	/if ?></dd>
</div>
</dl>
</section>
<section class="card"><h2>订单</h2>
<?cs if:subcount(order) > #0 ?>
	<table class="list">
		<thead>
			<tr><th scope="col">生成</th><th scope="col" class="num">金额（元）</th><th scope="col">状态</th>
				<th scope="col">缴费时间</th><th scope="col">有效期</th>
			</tr>
		</thead><tbody>
<?cs each:x = order ?>
	<tr>
		<td class="main-cell figures nowrap"><a href="/office/finance/order/<?cs var:x.public_id ?>"><?cs var:x.created_at ?></a>
		</td>
		<td data-label="金额（元）" class="num figures"><?cs var:x.amount_fen_figures ?></td>
		<td data-label="状态"><?cs
			call:tag(Label.finance.order_tone[x.state], Label.finance.order[x.state]) ?></td>
		<td data-label="缴费时间" class="figures"><?cs var:x.paid_at ?></td>
		<td data-label="有效期" class="figures"><?cs
			if:x.valid_until ?><?cs var:x.valid_from ?> 至 <?cs var:x.valid_until ?><?cs
		/if ?></td>
	</tr>
<?cs /each ?></tbody></table><?cs else ?><p class="empty">没有订单。</p><?cs /if ?></section></div>
<section class="card after" id="kind"><h2>变更账户类型</h2>
<?cs if:waiting ?>
	<?cs with:x = change.0 ?>
		<p>
			<b><?cs var:Label.choice.kind[x.from_kind] ?> →
				<?cs var:Label.choice.kind[x.to_kind] ?></b>　由 <?cs var:x.proposer ?> 于
				<span class="figures"><?cs var:x.proposed_at ?></span> 提出：<?cs var:x.reason ?>
		</p>
<p class="muted">
	<?cs if:pays.now == pays.then ?>
		费用不变，已生成的订单金额不变。<?cs elif:pays.then == "1" ?>确认后开始收费：<?cs
			if:a.paid_until ?>已缴年费仍在有效期内的到期再缴，已过期的须先缴年费；不再收取开户费<?cs else ?>须缴纳开户费和首年年费<?cs
			/if ?>，缴清前不能使用交易账户。<?cs else ?>确认后不再收费：未缴的订单取消，暂停或待缴费的账户立即恢复正常；已缴的费用不退，之后到账的款项列为多收，由财务退回。<?cs
			/if ?>两个账户的类型同时变更，并短信通知交易代表。
</p>
<?cs if:may.decide ?>
	<div class="buttons">
		<?cs if:!own ?>
			<form method="post" action="/office/account/<?cs var:a.number ?>/kind/<?cs var:x.id ?>/confirm">
				<?cs call:tokens() ?><button class="button" type="submit">确认变更</button>
			</form>
		<?cs /if ?>
		<form method="post" action="/office/account/<?cs var:a.number ?>/kind/<?cs var:x.id ?>/withdraw">
			<?cs call:tokens() ?><button class="button button-quiet" type="submit"><?cs if:own ?>撤回<?cs
				else ?>不同意，撤回<?cs /if ?></button>
		</form>
	</div><?cs if:own ?><p class="banner">您提出的变更由财务人员或另一位主管确认。</p><?cs /if ?><?cs /if ?><?cs /with ?>
<?cs elif:may.supervise && a.state != "closed" ?>
	<form method="post" action="/office/account/<?cs var:a.number ?>/kind" class="decide-form">
		<?cs call:tokens() ?><input type="hidden" name="seen" value="<?cs var:a.kind ?>">
<div class="field">
	<label for="to_kind">变更为</label><?cs if:error.to_kind ?>
		<p class="field-error" id="to_kind-error"><?cs var:error.to_kind ?></p>
	<?cs /if ?><select id="to_kind" name="to_kind"<?cs if:error.to_kind ?> aria-invalid="true"
		aria-describedby="to_kind-error"<?cs /if ?>>
	<option value="">请选择
</option>
<?cs call:kind_option("national_emitter") ?><?cs call:kind_option("local_emitter") ?><?cs
	call:kind_option("project_owner") ?><?cs call:kind_option("other") ?></select>
</div>
<div class="field"><label for="reason">原因</label><p class="hint" id="reason-hint">依据什么文件或申请，200 字以内</p>
	<?cs if:error.reason ?><p class="field-error" id="reason-error"><?cs var:error.reason ?></p>
	<?cs /if ?><textarea id="reason" name="reason" rows="3" maxlength="200"
		aria-describedby="reason-hint reason-error"<?cs if:error.reason ?> aria-invalid="true"<?cs
		/if ?>><?cs var:values.reason ?></textarea>
</div>
<p><button class="button" type="submit">提出，待另一人确认</button></p></form>
<?cs else ?><p class="muted"><?cs if:a.state == "closed" ?>账户已注销，类型不再变更。<?cs else ?>由主管提出，财务人员或另一位主管确认。<?cs /if ?></p><?cs /if ?>
<?cs if:subcount(change) > #0 ?><h3>记录</h3>
	<table class="list">
		<thead>
			<tr><th scope="col">提出</th><th scope="col">变更</th><th scope="col">原因</th><th scope="col">状态
				</th><th scope="col">处理</th>
			</tr>
		</thead><tbody>
<?cs each:x = change ?>
	<tr>
		<td class="main-cell"><?cs
			var:x.proposer ?> <span class="muted figures nowrap"><?cs var:x.proposed_at ?></span>
		</td>
		<td data-label="变更"><?cs
			var:Label.choice.kind[x.from_kind] ?> → <?cs
		var:Label.choice.kind[x.to_kind] ?></td><td data-label="原因"><?cs var:x.reason ?></td>
		<td data-label="状态"><?cs
			call:tag(Label.finance.kind_change_tone[x.state], Label.finance.kind_change[x.state]) ?></td>
		<td data-label="处理"><?cs
			if:x.decider ?><?cs
				var:x.decider ?> <span class="muted figures nowrap"><?cs var:x.decided_at ?></span><?cs
		/if ?></td>
	</tr>
<?cs /each ?></tbody></table><?cs /if ?></section>
<?cs /with ?>
<?cs include:"lib/office_foot.cs" ?>
