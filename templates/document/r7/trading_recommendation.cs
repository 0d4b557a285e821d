<?cs include:"document/r7/frame.cs" ?>
<?cs call:begin("交易系统交易代表推荐函") ?>
<h1>交易系统交易代表推荐函</h1>
<p>北京绿色交易所：</p>
<p indent="2"><?cs var:f.org_name ?>（统一社会信用代码 <?cs call:code(f.uscc) ?>，<?cs var:who ?> <?cs
	var:f.signatory_name ?>，以下称“本机构”）申请开立全国温室气体自愿减排交易账户，现推荐下列人员担任本机构的交易代表：</p>
<fields columns="2">
<field label="姓名"><?cs var:f.trader_name ?></field>
<field label="手机号码"><?cs call:code(f.trader_mobile) ?></field>
<field label="证件类型"><?cs var:f.trader_document ?></field>
<field label="证件有效期至"><?cs var:f.trader_valid_until ?></field>
<field label="证件号码"><?cs call:code(f.trader_number) ?></field>
<field label="固定电话"><?cs call:code(f.trader_landline) ?></field>
<field label="电子邮箱" span="2"><?cs var:f.trader_email ?></field>
<field label="联系地址" span="2"><?cs var:f.trader_address ?></field>
</fields>
<p indent="2">交易代表代表本机构办理下列事项：</p>
<list>
<item>接收交易账户信息，登录交易系统，妥善保管账户、密码及验证信息；</item>
<item>在本机构授权范围内进行交易申报、撤销申报、查询成交与持有情况；</item>
<item>接收交易机构发出的通知、风险提示和业务资料，办理与交易账户有关的日常业务。</item>
</list>
<p indent="2">本机构确认：交易代表具有完全民事行为能力，熟悉全国温室气体自愿减排交易的有关规则，无有关规定禁止从事交易业务的情形。
	交易代表使用本机构交易账户进行的一切操作，均视为本机构的行为，由本机构承担法律后果。
	更换交易代表时，本机构将书面通知贵所并办理变更；办理完毕之前，原交易代表的操作对本机构仍然有效。</p>
<p indent="2">本推荐函自签署之日起生效。</p>
<p>附：交易代表身份证明复印件（加盖公章）</p>
<keep>
<marks><mark kind="seal" label="推荐机构" hint="加盖公章"/><mark kind="sign" label="<?cs var:who ?>" hint="签字或盖章"/><mark
	kind="sign" label="交易代表" hint="本人签字"/><mark kind="date" label="日期" hint="年　月　日"/></marks>
</keep>
<?cs call:end() ?>
