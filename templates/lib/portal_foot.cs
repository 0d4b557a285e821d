</main>
<footer class="foot"><div class="wrap">
<p><b>全国温室气体自愿减排注册登记系统和交易系统 联合开户</b></p>
<p>交易机构：北京绿色交易所　注册登记机构：国家应对气候变化战略研究和国际合作中心</p>
<p><a href="/guide">联合开户须知</a></p>
</div></footer>
</body>
</html>
