<?cs include:"document/r7/frame.cs" ?>
<?cs call:begin("一次性告知书") ?>
<?cs # who decided ?>
<?cs def:house() ?><?cs if:decision.by_registry ?>国家应对气候变化战略研究和国际合作中心<?cs else ?>北京绿色交易所<?cs /if ?><?cs /def ?>
<h1>一次性告知书</h1>
<p align="right" size="small">受理号 <code><?cs var:doc.number ?></code>　第 <?cs var:doc.version ?> 版</p>
<p><?cs var:f.org_name ?>：</p>
<p indent="2">你机构（统一社会信用代码 <?cs call:code(f.uscc) ?>）于 <?cs var:doc.submitted ?> 提交的全国温室气体自愿减排注册登记账户和交易账户联合开户申请，经<?cs
	var:Label.office.state[decision.stage] ?>，需要补正 <b><?cs var:items ?></b> 项。现根据《<?cs var:doc.revision_title ?>》一次性告知如下：</p>
<table widths="2 8 9 9"><head><cell>序号</cell><cell>补正事项</cell><cell>存在的问题</cell><cell>补正要求</cell></head>
<?cs each:i = item ?><row><cell align="centre"><?cs var:i.number ?></cell><cell><?cs if:i.material ?>材料 <?cs
	var:i.material_number ?>　<?cs var:i.material ?><?cs else ?><?cs var:Label.apply.section[i.section] ?> · <?cs
	var:Label.field[i.field] ?><?cs /if ?></cell><cell><?cs var:i.problem ?><?cs if:i.settled_in ?>（此项第 <?cs
	var:i.settled_in ?> 版审核时未提出，且未改动；现予提出的理由：<?cs var:i.supervisor_reason ?>）<?cs /if ?></cell><cell><?cs if:i.remedy ?><?cs
	var:i.remedy ?><?cs else ?>请核对后修改<?cs /if ?></cell></row>
<?cs /each ?></table>
<p indent="2"><?cs if:decision.due ?>请于 <b><?cs var:decision.due ?></b> 前登录联合开户系统逐项修改或者说明后重新提交，逾期未提交的，申请由系统撤回。<?cs
	else ?>请登录联合开户系统逐项修改或者说明后重新提交。<?cs /if ?>认为无须修改的，可以在系统中填写说明。未列入本告知书且未改动的内容，不需要重复提供。</p>
<p indent="2">已经签章的表单，其内容因补正而变化的，须重新打印、签章后上传。</p>
<keep>
<p align="right" gap="20"><?cs call:house() ?></p>
<p align="right"><?cs var:decision.on ?></p>
<marks><mark kind="seal" label="<?cs if:decision.by_registry ?>注册登记机构<?cs else ?>交易机构<?cs /if ?>" hint="盖章"/></marks>
</keep>
<?cs call:end() ?>
