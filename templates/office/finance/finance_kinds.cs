<?cs set:page.nav = "finance" ?><?cs set:page.title = "账户类型变更" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"office/finance/finance_macros.cs" ?>
<?cs def:kind_rows(list) ?>
	<table class="list">
		<thead>
			<tr><th scope="col">机构</th><th scope="col">交易账户</th><th scope="col">变更</th><th scope="col">原因
				</th><th scope="col">提出</th><th scope="col">状态</th><th scope="col">处理</th>
			</tr>
		</thead><tbody>
<?cs each:x = list ?>
	<tr>
		<td class="main-cell"><a href="/office/account/<?cs var:x.account_number ?>#kind"><?cs var:x.org_name ?></a>
		</td>
		<td data-label="交易账户" class="figures"><?cs var:x.account_number ?></td>
		<td data-label="变更"><?cs
			var:Label.finance.kind[x.from_kind] ?> → <?cs
		var:Label.finance.kind[x.to_kind] ?></td><td data-label="原因"><?cs var:x.reason ?></td>
		<td data-label="提出"><?cs
			var:x.proposer ?> <span class="muted figures nowrap"><?cs var:x.proposed_at ?></span>
		</td>
		<td data-label="状态"><?cs
			call:tag(Label.finance.kind_change_tone[x.state], Label.finance.kind_change[x.state]) ?></td>
		<td data-label="处理"><?cs
			if:x.decider ?><?cs
				var:x.decider ?> <span class="muted figures nowrap"><?cs var:x.decided_at ?></span><?cs
		/if ?></td>
	</tr>
<?cs /each ?></tbody></table><?cs /def ?>
<div class="headline"><h1>账户类型变更</h1></div>
<?cs call:finance_tabs("kinds") ?>
<p class="muted">主管在账户页上提出，财务人员或另一位主管确认。变更为项目业主、其他的开始收费，变更为重点排放单位的不再收费。账户可从订单或开户申请进入。</p>
<h2>待确认</h2>
<?cs if:subcount(waiting) > #0 ?><?cs call:kind_rows(waiting) ?><?cs else ?><p class="empty">没有待确认的变更。</p><?cs /if ?>
<h2 class="after">全部</h2>
<?cs if:subcount(row) > #0 ?><?cs call:kind_rows(row) ?><?cs else ?><p class="empty">还没有变更过。</p><?cs /if ?>
<?cs if:more_url ?><p><a href="<?cs var:more_url ?>">更早的</a></p><?cs /if ?>
<?cs include:"lib/office_foot.cs" ?>
