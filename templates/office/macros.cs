<?cs # What the pages of the office share beside lib/macros.cs. ?>
<?cs # what stands in the way, with links to the fields ?>
<?cs def:refusals() ?><?cs if:error_count > #0 ?>
	<div class="alert" role="alert" id="errors"><strong>没有完成：</strong><ul><?cs each:e = errors ?><li><?cs
		if:e.field ?><a href="#<?cs var:e.field ?>"><?cs var:e.message ?></a><?cs else ?><?cs var:e.message ?><?cs /if ?></li><?cs
		/each ?></ul></div>
	<?cs /if ?><?cs call:restored_note() ?><?cs /def ?>
<?cs # how much of the time is left; pace: late soon ok ?>
<?cs def:due_tag(pace, days, day) ?><?cs if:pace == "late" ?><?cs call:tag("wrong", "已超期") ?><?cs
	elif:pace == "soon" ?><span class="tag tag-wait"><?cs if:days == "0" ?>今天到期<?cs else ?>剩 <?cs var:days ?>
	个工作日<?cs /if ?></span><?cs elif:pace == "ok" ?><span class="tag">剩 <?cs var:days ?> 个工作日</span><?cs /if ?><?cs /def ?>
<?cs # short name of a field within its section, else the applicant's ?>
<?cs def:field_name(n) ?><?cs if:Label.office.field[n] ?><?cs var:Label.office.field[n] ?><?cs else ?><?cs
	var:Label.field[n] ?><?cs /if ?><?cs /def ?>
<?cs # what changed since a paper was signed, in words ?>
<?cs def:changed_words(list) ?><?cs set:changed_first = "1" ?><?cs each:w = list ?><?cs if:!changed_first ?>、<?cs
	/if ?><?cs set:changed_first = "" ?><?cs if:w.files ?>上传的文件（或材料要求）<?cs else ?><?cs
	var:Label.office.section[w.section] ?>的<?cs call:field_name(w.field) ?><?cs /if ?><?cs /each ?>有修改<?cs /def ?>
<?cs # the marks a paper must bear: seal, signature, hand-copied lines ?>
<?cs def:paper_mark(asked, there, word) ?><?cs if:asked ?>
	<span class="mark-word <?cs if:there ?>good<?cs else ?>bad<?cs /if ?>"><?cs if:there ?>✓<?cs else ?>✗<?cs /if ?>
	<?cs var:word ?></span><?cs /if ?><?cs /def ?>
<?cs # one paper as it was counted, for reading ?>
<?cs def:paper_state(p) ?><?cs if:p.held && p.older ?><span class="tag tag-going">第<?cs var:p.older ?>版所交
	<?cs var:p.copies ?> 份仍有效</span><?cs elif:p.held ?><span class="good">✓ <?cs var:p.copies ?>
	份</span><?cs elif:subcount(p.why) > #0 ?><?cs call:tag("wait", "须重寄") ?> <span class="problem">第<?cs
	var:p.was ?>版所交不再有效：<?cs call:changed_words(p.why) ?></span><?cs
	elif:p.problem ?><?cs call:tag("wrong", "有问题") ?> <span class="problem"><?cs var:p.problem ?>（收到 <?cs var:p.copies ?>/<?cs
	var:p.expected ?> 份）</span><?cs else ?><span class="muted">未收到</span><?cs /if ?><?cs /def ?>
<?cs # what a message is called; where it stands; why it did not arrive, with the code; its times ?>
<?cs def:message_name(n) ?><?cs if:Label.office.message[n] ?><?cs var:Label.office.message[n] ?><?cs
	elif:Label.message.name[n] ?><?cs var:Label.message.name[n] ?><?cs else ?><?cs var:n ?><?cs /if ?><?cs /def ?>
<?cs def:message_fate(x) ?><?cs call:tag(Label.message.tone[x.fate], Label.message.fate[x.fate]) ?><?cs /def ?>
<?cs def:message_reason(x) ?><?cs if:x.problem ?><?cs if:Label.message_problem[x.why] ?><?cs
	var:Label.message_problem[x.why] ?><?cs elif:Label.message_problem[x.why_class] ?><?cs
	var:Label.message_problem[x.why_class] ?><?cs else ?>服务商给出的代码，没有说明<?cs /if ?> <code class="muted"><?cs
	var:x.problem ?></code><?cs /if ?><?cs /def ?>
