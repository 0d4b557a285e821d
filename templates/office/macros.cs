<?cs # What the pages of the office share beside lib/macros.cs. ?>
<?cs # what stands in the way, with links to the fields ?>
<?cs def:refusals() ?><?cs if:error_count > #0 ?><div class="alert" role="alert" id="errors"><strong>没有完成：</strong><ul><?cs each:e = errors ?><li><?cs if:e.field ?><a href="#<?cs var:e.field ?>"><?cs var:e.message ?></a><?cs else ?><?cs var:e.message ?><?cs /if ?></li><?cs /each ?></ul></div><?cs /if ?><?cs /def ?>
<?cs # how much of the time is left; pace: late soon ok ?>
<?cs def:due_tag(pace, days, day) ?><?cs if:pace == "late" ?><span class="tag tag-wrong">已超期</span><?cs elif:pace == "soon" ?><span class="tag tag-wait"><?cs if:days == "0" ?>今天到期<?cs else ?>剩 <?cs var:days ?> 个工作日<?cs /if ?></span><?cs elif:pace == "ok" ?><span class="tag">剩 <?cs var:days ?> 个工作日</span><?cs /if ?><?cs /def ?>
<?cs # short name of a field within its section, else the applicant's ?>
<?cs def:field_name(n) ?><?cs if:Label.office.field[n] ?><?cs var:Label.office.field[n] ?><?cs else ?><?cs var:Label.field[n] ?><?cs /if ?><?cs /def ?>
