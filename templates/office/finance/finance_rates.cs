<?cs set:page.nav = "finance" ?><?cs set:page.title = "收费标准" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"office/finance/finance_macros.cs" ?>
<div class="headline"><h1>收费标准</h1></div>
<?cs call:finance_tabs("rates") ?>
<p class="muted">收费标准自生效日起用于新生成的订单，已生成的订单不变。全国、地方重点排放单位不收费。</p>
<?cs call:refusals() ?>
<?cs if:subcount(proposal) > #0 ?><h2>调整</h2>
	<table class="list">
		<thead>
			<tr><th scope="col">生效日</th><th scope="col">项目</th><th scope="col">账户类型</th>
				<th scope="col" class="num">金额（元）</th><th scope="col">状态</th><th scope="col">提出</th>
				<th scope="col">处理</th><?cs if:may.decide ?><th scope="col"></th><?cs /if ?>
			</tr>
		</thead><tbody>
<?cs each:x = proposal ?>
	<tr>
		<td class="main-cell figures nowrap"><?cs var:x.effective_on ?></td>
		<td data-label="项目"><?cs var:Label.account.fee[x.item] ?></td>
		<td data-label="账户类型"><?cs var:Label.finance.kind[x.kind] ?></td>
		<td data-label="金额（元）" class="num figures"><?cs var:x.amount_fen_figures ?></td>
		<td data-label="状态"><?cs
			call:tag(Label.finance.rate_tone[x.state], Label.finance.rate[x.state]) ?></td>
		<td data-label="提出"><?cs var:x.proposer ?><span class="muted figures"><?cs var:x.proposed_at ?></span>
		</td>
		<td data-label="处理"><?cs
			var:x.decider ?><?cs if:x.decided_at ?><span class="muted figures"><?cs var:x.decided_at ?></span><?cs
		/if ?></td>
		<?cs if:may.decide ?>
			<td><?cs
				if:x.state == "proposed" ?><div class="buttons">
						<?cs if:may.supervise && !x.own ?>
							<form method="post" action="/office/finance/rate/<?cs
								var:x.id ?>/release">
								<?cs call:tokens() ?><button class="button button-small"
									type="submit">发布</button>
							</form>
						<?cs elif:x.own ?><span class="muted">由另一位主管发布</span><?cs /if ?>
						<form method="post" action="/office/finance/rate/<?cs var:x.id ?>/withdraw">
							<?cs call:tokens() ?><button class="button button-quiet button-small"
								type="submit">撤回</button>
						</form>
					</div><?cs
			/if ?></td>
		<?cs /if ?>
	</tr>
<?cs /each ?></tbody></table><?cs /if ?>
<div class="order-columns even">
<section class="card"><h2>现有标准</h2>
	<table class="list">
		<thead>
			<tr><th scope="col">生效日</th><th scope="col">项目</th><th scope="col">账户类型</th>
				<th scope="col" class="num">金额（元）</th>
			</tr>
		</thead><tbody>
<?cs each:x = rate ?>
	<tr>
		<td class="main-cell figures nowrap"><?cs var:x.effective_on ?></td>
		<td data-label="项目"><?cs var:Label.account.fee[x.item] ?></td>
		<td data-label="账户类型"><?cs var:Label.finance.kind[x.kind] ?></td>
		<td data-label="金额（元）" class="num figures"><?cs var:x.amount_fen_figures ?></td>
	</tr>
<?cs /each ?></tbody></table></section>
<?cs if:may.decide ?>
	<section class="card" id="propose"><h2>提出新的标准</h2>
		<form method="post" action="/office/finance/rates" class="decide-form"><?cs call:tokens() ?>
<div class="three">
	<div class="field">
		<label for="rate_item">项目</label><?cs if:error.rate_item ?>
			<p class="field-error"><?cs var:error.rate_item ?></p>
		<?cs /if ?><select id="rate_item" name="rate_item">
		<option value="annual"<?cs if:values.rate_item == "annual" ?> selected<?cs /if ?>>
		<?cs var:Label.account.fee.annual ?>
	</option>
	<option value="opening"<?cs if:values.rate_item == "opening" ?> selected<?cs /if ?>>
	<?cs var:Label.account.fee.opening ?>
</option></select>
</div>
<div class="field">
	<label for="rate_kind">账户类型</label><?cs if:error.rate_kind ?>
		<p class="field-error"><?cs var:error.rate_kind ?></p>
	<?cs /if ?><select id="rate_kind" name="rate_kind">
	<option value="project_owner"<?cs if:values.rate_kind == "project_owner" ?> selected<?cs /if ?>>
	<?cs var:Label.finance.kind.project_owner ?>
</option>
<option value="other"<?cs if:values.rate_kind == "other" ?> selected<?cs /if ?>><?cs var:Label.finance.kind.other ?>
</option></select>
</div>
</div>
<div class="three">
	<?cs call:finance_field("rate_yuan", "金额（元）", "", "decimal") ?><?cs
		call:finance_field("effective_on", "自何日起", "今天以后，例如 2027-01-01", "numeric") ?>
</div>
<p><button class="button" type="submit">提出，待主管发布</button></p></form></section><?cs /if ?></div>
<?cs include:"lib/office_foot.cs" ?>
