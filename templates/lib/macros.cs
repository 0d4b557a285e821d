<?cs #
Macros of the design system: one macro a component, one block each in static/site.css. A page sets page.title (and page.nav,
page.crumb), includes lib/portal_head.cs or lib/office_head.cs, calls macros, and includes the foot. Values come from
values.FIELD, messages from error.FIELD, labels from Label.field.FIELD, hints from Label.hint.FIELD, widths (short, middle)
from Label.width.FIELD, and optional.FIELD marks what may stay empty.
?>
<?cs # the hidden fields every POST form starts with ?>
<?cs def:tokens() ?><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="op"
	value="<?cs var:op ?>"><?cs /def ?>

<?cs # what was posted after the session ended is in the form again ?>
<?cs def:restored_note() ?><?cs if:restored ?>
<div class="banner banner-wait" role="status">上次登录已结束，您当时填写的内容已为您保留在下面，请核对后保存。</div><?cs /if ?><?cs /def ?>
<?cs # errors on top of a page, each a link to its field ?>
<?cs def:error_summary() ?><?cs if:error_count > #0 ?>
<div class="error-summary" role="alert" tabindex="-1" id="errors">
<h2>有 <?cs var:error_count ?> 处需要修改</h2>
<ul>
	<?cs each:e = errors ?>
		<li>
			<?cs if:e.field ?>
				<a href="#f-<?cs var:e.field ?>"><?cs if:Label.field[e.field] ?><?cs
					var:Label.field[e.field] ?>：<?cs /if ?><?cs var:e.message ?></a><?cs
					else ?><?cs var:e.message ?>
			<?cs /if ?>
		</li>
	<?cs /each ?>
</ul>
</div><?cs /if ?><?cs call:restored_note() ?><?cs /def ?>

<?cs # label, hint, error and one line of input. type: text password tel email date-like text … ?>
<?cs def:field(f, kind) ?><div class="field<?cs if:error[f] ?> field-wrong<?cs /if ?>">
<label for="f-<?cs var:f ?>"><?cs var:Label.field[f] ?><?cs if:optional[f] ?><span class="optional">（选填）</span><?cs
	/if ?></label><?cs if:Label.hint[f] ?>
<p class="hint" id="h-<?cs var:f ?>"><?cs var:Label.hint[f] ?></p><?cs /if ?><?cs if:error[f] ?>
<p class="error" id="e-<?cs var:f ?>"><?cs var:error[f] ?></p><?cs /if ?>
<input id="f-<?cs var:f ?>" name="<?cs var:f ?>" type="<?cs var:kind ?>" value="<?cs var:values[f] ?>"
	class="<?cs var:Label.width[f] ?>"<?cs if:Label.complete[f] ?>
	autocomplete="<?cs var:Label.complete[f] ?>"<?cs else ?> autocomplete="off"<?cs /if ?>
	aria-describedby="h-<?cs var:f ?> e-<?cs var:f ?>"<?cs if:error[f] ?> aria-invalid="true"<?cs /if ?>>
</div><?cs /def ?>

<?cs # several lines of text ?>
<?cs def:area(f, rows) ?><div class="field<?cs if:error[f] ?> field-wrong<?cs /if ?>">
<label for="f-<?cs var:f ?>"><?cs var:Label.field[f] ?><?cs if:optional[f] ?><span class="optional">（选填）</span><?cs
	/if ?></label><?cs if:Label.hint[f] ?>
<p class="hint" id="h-<?cs var:f ?>"><?cs var:Label.hint[f] ?></p><?cs /if ?><?cs if:error[f] ?>
<p class="error" id="e-<?cs var:f ?>"><?cs var:error[f] ?></p><?cs /if ?>
<textarea id="f-<?cs var:f ?>" name="<?cs var:f ?>" rows="<?cs var:rows ?>"
	aria-describedby="h-<?cs var:f ?> e-<?cs var:f ?>"<?cs if:error[f] ?> aria-invalid="true"<?cs /if ?>><?cs
	var:values[f] ?></textarea>
</div><?cs /def ?>

<?cs # large rows to choose one from; list: a tree whose children are value = words, e.g. Label.kind ?>
<?cs def:field_choices(f, list) ?>
	<fieldset class="field choices<?cs if:error[f] ?> field-wrong<?cs /if ?>" id="f-<?cs var:f ?>" tabindex="-1">
<legend><?cs var:Label.field[f] ?></legend><?cs if:Label.hint[f] ?>
<p class="hint"><?cs var:Label.hint[f] ?></p><?cs /if ?><?cs if:error[f] ?>
<p class="error"><?cs var:error[f] ?></p><?cs /if ?>
<?cs each:item = list ?><label class="choice"><input type="radio" name="<?cs var:f ?>"
	value="<?cs var:name(item) ?>"<?cs if:values[f] == name(item) ?> checked<?cs /if ?>><span><?cs
	var:item ?></span></label>
<?cs /each ?></fieldset><?cs /def ?>

<?cs # the same as a drop-down list ?>
<?cs def:field_select(f, list) ?><div class="field<?cs if:error[f] ?> field-wrong<?cs /if ?>">
<label for="f-<?cs var:f ?>"><?cs var:Label.field[f] ?></label><?cs if:Label.hint[f] ?>
<p class="hint" id="h-<?cs var:f ?>"><?cs var:Label.hint[f] ?></p><?cs /if ?><?cs if:error[f] ?>
<p class="error" id="e-<?cs var:f ?>"><?cs var:error[f] ?></p><?cs /if ?>
<select id="f-<?cs var:f ?>" name="<?cs var:f ?>" aria-describedby="h-<?cs var:f ?> e-<?cs var:f ?>"<?cs
	if:error[f] ?> aria-invalid="true"<?cs /if ?>>
<option value="">请选择
</option><?cs each:item = list ?>
<option value="<?cs var:name(item) ?>"<?cs if:values[f] == name(item) ?> selected<?cs /if ?>><?cs var:item ?></option><?cs /each ?></select>
</div><?cs /def ?>

<?cs # one box to tick, value yes ?>
<?cs def:check(f) ?><div class="field<?cs if:error[f] ?> field-wrong<?cs /if ?>"><?cs if:error[f] ?>
<p class="error" id="e-<?cs var:f ?>"><?cs var:error[f] ?></p><?cs /if ?>
<label class="choice"><input id="f-<?cs var:f ?>" type="checkbox" name="<?cs var:f ?>"
	value="yes"<?cs if:values[f] == "yes" ?> checked<?cs /if ?>><span><?cs var:Label.field[f] ?></span></label>
</div><?cs /def ?>

<?cs def:submit(words) ?><button class="button" type="submit"><?cs var:words ?></button><?cs /def ?>
<?cs # kind: done wait wrong going plain ?>
<?cs def:tag(kind, words) ?><span class="tag tag-<?cs var:kind ?>"><?cs var:words ?></span><?cs /def ?>

<?cs # a day of this year, and a moment, of times as the applicant's pages have them ?>
<?cs def:day(at) ?><?cs var:at.month ?>月<?cs var:at.day ?>日<?cs /def ?>
<?cs def:moment(at) ?><?cs call:day(at) ?> <?cs var:at.time ?><?cs /def ?>

<?cs # which version and state of an application the form was made from; moves: of what is done with it, edits: of its working copy too ?>
<?cs def:seen_keys() ?><?cs call:tokens() ?><input type="hidden" name="version" value="<?cs var:app.version ?>"><input
	type="hidden" name="moves" value="<?cs var:app.moves ?>"><?cs /def ?>
<?cs def:edits_key() ?><input type="hidden" name="edits" value="<?cs var:app.edits ?>"><?cs /def ?>

<?cs # an amount, its figures as the page has them ?>
<?cs def:yuan(figures) ?>¥<?cs var:figures ?><?cs /def ?>

<?cs # an order in figures: lines, amount, the year it gives ?>
<?cs def:order_summary() ?><dl class="summary">
<div><dt>机构</dt><dd><?cs var:order.organisation ?></dd></div>
<div><dt>交易账户</dt><dd><?cs var:order.account ?></dd></div>
<?cs each:x = order.line ?>
	<div>
		<dt>
			<?cs var:Label.account.fee[x.item] ?><?cs if:x.item == "annual" && x.period > #1 ?>（第
				<?cs var:x.period ?> 年）
			<?cs /if ?>
		</dt><dd><?cs call:yuan(x.figures) ?></dd>
	</div>
<?cs /each ?>
<div><dt>合计</dt>
	<dd><strong class="amount"><?cs call:yuan(order.figures) ?></strong><br><span class="muted"><?cs
			var:order.capital ?></span></dd>
</div>
<?cs if:order.state == "paid" ?><div><dt>缴费日</dt><dd><?cs var:order.paid_on ?></dd></div>
<div><dt>年费有效期</dt><dd><?cs var:order.from ?> 至 <?cs var:order.until ?></dd></div>
<?cs elif:order.state == "open" ?><div><dt>今天缴清，有效期至</dt><dd><?cs var:order.until ?></dd></div><?cs /if ?></dl><?cs /def ?>

<?cs # the ways to pay at once, unless money that came waits for people; where: the path posted to ?>
<?cs def:pay_ways(where) ?><?cs if:order.held ?>
<p class="banner banner-wait">已收到一笔付款，但支付平台所报的付款时间不对，财务人员正在核对，请不要重复支付。核对后账户会自动更新，或将款项原路退回。</p>
<?cs else ?><div class="actions">
<?cs each:w = way ?><form method="post" action="<?cs var:where ?>/pay">
	<?cs call:tokens() ?><button class="button" type="submit" name="provider" value="<?cs var:w.name ?>"><?cs
		var:Label.provider[w.name].choose ?></button>
</form>
<?cs /each ?></div><?cs /if ?>
<?cs /def ?>

<?cs # where papers go, as rows of a summary ?>
<?cs def:mailing_rows() ?><div><dt>收件地址</dt><dd><?cs var:mailing.mail_address ?></dd></div>
<div><dt>收件人</dt><dd><?cs var:mailing.mail_recipient ?>　<span class="num whole"><?cs var:mailing.mail_phone ?></span></dd></div>
<div><dt>邮编</dt><dd class="num"><?cs var:mailing.mail_postcode ?></dd></div><?cs /def ?>

<?cs # what changed since a paper was signed, in words ?>
<?cs def:touched_words(list) ?><?cs set:touched_first = "1" ?><?cs each:w = list ?><?cs if:!touched_first ?>、<?cs
	/if ?><?cs set:touched_first = "" ?><?cs if:w.files == "1" ?>上传的文件（或材料要求）<?cs else ?><?cs
	var:Label.apply.section[w.section] ?>的<?cs var:Label.field[w.field] ?><?cs /if ?><?cs /each ?>有修改<?cs /def ?>
<?cs # why a paper is to be posted (again), or need not be; kind: held faulty changed new ?>
<?cs def:post_reason(p) ?><?cs if:p.kind == "changed" ?><br><small class="why">须重新签署邮寄：第 <?cs var:p.version ?>
	版寄送之后，<?cs call:touched_words(p.why) ?></small><?cs elif:p.kind == "faulty" ?><br><small class="why">须补寄：<?cs
	if:p.problem ?><?cs var:p.problem ?><?cs else ?>份数或印章、签字不全<?cs /if ?></small><?cs
	elif:p.kind == "held" ?><br><small class="muted">不必再寄，第 <?cs var:p.version ?> 版寄送的仍有效</small><?cs /if ?><?cs /def ?>
