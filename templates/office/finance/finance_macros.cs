<?cs # What the pages of finance share. ?>
<?cs # the pages of finance; which: the one shown ?>
<?cs def:finance_tab(which, key, url, words) ?><a href="<?cs var:url ?>"<?cs if:which == key ?>
	aria-current="page"<?cs /if ?>><?cs var:words ?></a><?cs /def ?>
<?cs def:finance_tabs(which) ?>
	<nav class="tabs" aria-label="财务">
		<?cs call:finance_tab(which, "today", "/office/finance", "今日") ?><?cs
			call:finance_tab(which, "orders", "/office/finance/orders", "订单") ?><?cs
			call:finance_tab(which, "transfers", "/office/finance/transfers", "对公转账") ?><?cs
			call:finance_tab(which, "refunds", "/office/finance/refunds", "退款") ?><?cs
			call:finance_tab(which, "bills", "/office/finance/bills", "对账") ?><?cs
			call:finance_tab(which, "invoices", "/office/finance/invoices", "发票") ?><?cs
			call:finance_tab(which, "rates", "/office/finance/rates", "收费标准") ?><?cs
			call:finance_tab(which, "kinds", "/office/finance/kinds", "账户类型变更") ?>
	</nav>
<?cs /def ?>
<?cs # a provider's code in words; x.words and x.problem ?>
<?cs def:problem_words(x) ?><?cs if:x.words ?><?cs var:x.words ?>（<code><?cs var:x.problem ?></code>）<?cs
	else ?>支付平台返回 <code><?cs var:x.problem ?></code><?cs /if ?><?cs /def ?>
<?cs # one number of what waits, with its page ?>
<?cs def:tally_card(count, url, words, hint, tone) ?><a class="tally<?cs if:count > #0 ?> tally-<?cs var:tone ?><?cs
	/if ?>" href="<?cs var:url ?>"><strong class="num"><?cs
	if:count > #999 ?>999+<?cs else ?><?cs var:count ?><?cs /if ?></strong><span><?cs
	var:words ?></span><small><?cs var:hint ?></small></a><?cs /def ?>
<?cs # a line of input with its label; what was typed stays ?>
<?cs def:finance_field(f, words, hint, mode) ?>
	<div class="field">
		<label for="<?cs var:f ?>"><?cs var:words ?></label><?cs if:hint ?>
			<p class="hint" id="<?cs var:f ?>-hint"><?cs var:hint ?></p>
		<?cs /if ?><?cs if:error[f] ?><p class="field-error" id="<?cs var:f ?>-error"><?cs var:error[f] ?></p>
		<?cs /if ?><input id="<?cs var:f ?>" name="<?cs var:f ?>" value="<?cs var:values[f] ?>"
			autocomplete="off" inputmode="<?cs var:mode ?>"
			aria-describedby="<?cs var:f ?>-hint <?cs var:f ?>-error"<?cs if:error[f] ?>
			aria-invalid="true"<?cs /if ?>>
	</div>
<?cs /def ?>
