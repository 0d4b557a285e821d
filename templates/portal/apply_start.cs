<?cs call:error_summary() ?>
<div class="card narrow">
<h1>申请联合开户</h1>
<p>一次填写，同时申请注册登记账户和交易账户。可以分几次填写，随时保存，提交前都可以修改。</p>
<h2>开始前请准备</h2>
<ul>
<li>营业执照或其他主体资格证明</li>
<li>法定代表人/负责人、账户代表、联系人、交易代表的身份证明（身份证需正反面）</li>
<li>交易代表的手机和邮箱，提交前要用验证码确认</li>
<li>项目业主另需项目设计文件和产权等证明材料</li>
</ul>
<p><a href="/guide">查看联合开户须知</a></p>
<form class="actions" method="post" action="/apply/start"><?cs call:tokens() ?><?cs call:submit("开始填写") ?></form>
</div>
