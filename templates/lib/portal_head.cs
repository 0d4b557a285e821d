<?cs include:"lib/macros.cs" ?><!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><?cs if:error_count > #0 ?>错误：<?cs /if ?><?cs var:page.title ?> - 全国温室气体自愿减排交易系统 联合开户</title>
<meta name="color-scheme" content="light dark">
<link rel="icon" href="<?cs var:Label.asset.icon ?>" type="image/svg+xml">
<link rel="stylesheet" href="<?cs var:Label.asset.site_css ?>">
<script src="<?cs var:Label.asset.site_js ?>" defer></script>
<?cs if:page.uploads ?><script src="<?cs var:Label.asset.upload_js ?>" defer></script>
<?cs /if ?></head>
<body>
<a class="skip" href="#main">跳到正文</a>
<header class="top"><div class="wrap top-row">
<a class="brand" href="/"><img src="<?cs var:Label.asset.icon ?>" alt="" width="40"
	height="40"><span><b>全国温室气体自愿减排交易系统</b><small>注册登记账户与交易账户 联合开户平台</small></span></a>
<nav class="nav" aria-label="主导航"><?cs if:signed_in == "holder" ?>
<a href="/account"<?cs if:page.nav == "account" ?> aria-current="page"<?cs /if ?>>账户中心</a>
<a href="/guide"<?cs if:page.nav == "guide" ?> aria-current="page"<?cs /if ?>>开户指南</a>
<a href="/account/security"<?cs if:page.nav == "security" ?> aria-current="page"<?cs /if ?>>登录与密码</a>
<form method="post" action="/account/sign-out"><?cs call:tokens() ?><button class="link">退出</button></form>
<?cs elif:signed_in == "visitor" ?>
<a href="/apply"<?cs if:page.nav == "apply" ?> aria-current="page"<?cs /if ?>>我的申请</a>
<a href="/guide"<?cs if:page.nav == "guide" ?> aria-current="page"<?cs /if ?>>开户指南</a>
<a href="/security"<?cs if:page.nav == "security" ?> aria-current="page"<?cs /if ?>>登录与密码</a>
<form method="post" action="/sign-out"><?cs call:tokens() ?><button class="link">退出</button></form><?cs else ?>
<a href="/"<?cs if:page.nav == "home" ?> aria-current="page"<?cs /if ?>>首页</a>
<a href="/guide"<?cs if:page.nav == "guide" ?> aria-current="page"<?cs /if ?>>开户指南</a>
<a href="/activate"<?cs if:page.nav == "activate" ?> aria-current="page"<?cs /if ?>>账户激活</a>
<a class="button button-small button-quiet" href="/sign-in">登录</a><?cs /if ?>
</nav>
</div></header>
<main class="wrap main" id="main">
<?cs if:page.crumb ?>
	<p class="crumbs">
		<?cs if:signed_in == "visitor" ?>
			<a href="/apply">我的申请</a><?cs else ?><a href="/">首页</a><?cs /if ?> › <?cs var:page.crumb ?>
	</p>
<?cs /if ?>
