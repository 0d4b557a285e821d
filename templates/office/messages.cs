<?cs set:page.title = "消息" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<div class="headline"><h1>消息</h1>
<form method="post" action="/office/messages" class="search">
	<?cs call:tokens() ?><label class="hidden" for="what">手机号、邮箱或受理号</label><input id="what" name="what"
		value="<?cs var:values.what ?>" placeholder="完整的手机号、邮箱或受理号" maxlength="254" autocomplete="off"
		required><button class="button button-quiet" type="submit">查找</button>
</form>
</div>
<?cs call:refusals() ?>
<nav class="tabs" aria-label="没有发出的消息">
	<a href="/office/messages?state=held"<?cs if:found == "held" ?> aria-current="page"<?cs /if ?>>等待重试</a><a
		href="/office/messages?state=dead"<?cs if:found == "dead" ?> aria-current="page"<?cs /if ?>>发送失败</a>
</nav>
<?cs if:subcount(message) > #0 ?>
<table class="list messages-found">
	<thead>
		<tr><th scope="col">时间</th><th scope="col">消息</th><th scope="col">收件人</th><th scope="col">受理号</th>
			<th scope="col">状态</th><th scope="col">原因</th>
		</tr>
	</thead><tbody>
<?cs each:x = message ?>
	<tr>
		<td data-label="时间" class="figures nowrap"><?cs var:x.at.created_at ?></td>
		<td data-label="消息"><?cs var:Label.office.channel[x.channel] ?> <?cs call:message_name(x.name) ?></td>
		<td data-label="收件人" class="figures"><?cs var:x.recipient_masked ?></td>
		<td data-label="受理号" class="figures"><?cs
			if:x.url && may.open ?><a href="<?cs var:x.url ?>"><?cs var:x.number ?></a><?cs elif:x.number ?><?cs
					var:x.number ?><?cs else ?><span class="muted">—</span><?cs
		/if ?></td>
		<td data-label="状态" class="nowrap"><?cs call:message_fate(x) ?></td>
		<td data-label="原因" class="message-why"><?cs
			if:x.at.delivered_at ?><span class="figures muted"><?cs var:x.at.delivered_at ?>
					送达</span><?cs elif:x.fate == "sent" ?><span class="figures muted"><?cs
					var:x.at.sent_at ?> 交服务商，<?cs if:x.channel == "sms" ?>还没有回执<?cs
					else ?>邮件没有回执<?cs /if ?></span><?cs else ?><?cs call:message_reason(x) ?><?cs
					if:x.fate == "held" || x.fate == "unsure" ?> <span class="figures muted"><?cs
					var:x.at.due_at ?> 再试</span>
				<?cs /if ?><?cs
		/if ?></td>
	</tr>
<?cs /each ?></tbody></table>
<?cs if:more ?>
	<div class="pager">
		<?cs if:values.state ?>
			<a class="button button-quiet" href="/office/messages?state=<?cs var:found ?>&amp;before=<?cs
				var:more ?>">更早的</a><?cs else ?>
			<form method="post" action="/office/messages">
				<?cs call:tokens() ?><input type="hidden" name="what"
					value="<?cs var:values.what ?>"><input type="hidden" name="before"
					value="<?cs var:more ?>"><button class="button button-quiet" type="submit">更早的</button>
			</form>
		<?cs /if ?>
	</div>
<?cs /if ?>
<?cs elif:found == "dead" ?><p class="empty">没有发送失败的消息。</p>
<?cs elif:found == "held" ?><p class="empty">没有等待重试的消息。</p>
<?cs elif:found ?>
	<p class="empty">
		没有找到。请核对是否完整、准确；<?cs if:found == "recipient" ?>只能找到系统升级到本版以后写入的消息。<?cs else ?>只能查已提交的申请的受理号。
		<?cs /if ?>
	</p>
<?cs else ?><p class="empty">按完整的手机号、邮箱或受理号查找；按号码和邮箱只能找到系统升级到本版以后写入的消息。每次查找都记入审计。</p><?cs /if ?>
<?cs include:"lib/office_foot.cs" ?>
