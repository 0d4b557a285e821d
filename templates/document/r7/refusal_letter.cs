<?cs include:"document/r7/frame.cs" ?>
<?cs call:begin("不予开立通知书") ?>
<?cs # who decided ?>
<?cs def:house() ?><?cs if:decision.by_registry ?>国家应对气候变化战略研究和国际合作中心<?cs else ?>北京绿色交易所<?cs /if ?><?cs /def ?>
<h1>不予开立通知书</h1>
<p align="right" size="small">受理号 <code><?cs var:doc.number ?></code>　第 <?cs var:doc.version ?> 版</p>
<p><?cs var:f.org_name ?>：</p>
<p indent="2">你机构（统一社会信用代码 <?cs call:code(f.uscc) ?>）于 <?cs var:doc.submitted ?> 提交的全国温室气体自愿减排注册登记账户和交易账户联合开户申请，经<?cs
	var:Label.office.state[decision.stage] ?>，决定不予开立账户。</p>
<p><b>理由</b></p>
<callout><p><?cs var:decision.reason ?></p></callout>
<p><b>依据</b></p>
<p indent="2">《<?cs var:doc.revision_title ?>》。</p>
<p indent="2">对本决定有异议的，可以凭本通知书的受理号向作出决定的机构书面说明。不予开立的情形消除后，可以重新提出申请；已经提交的纸质材料不再用于新的申请。</p>
<keep>
<p align="right" gap="20"><?cs call:house() ?></p>
<p align="right"><?cs var:decision.on ?></p>
<marks><mark kind="seal" label="<?cs if:decision.by_registry ?>注册登记机构<?cs else ?>交易机构<?cs /if ?>" hint="盖章"/></marks>
</keep>
<?cs call:end() ?>
