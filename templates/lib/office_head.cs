<?cs include:"lib/macros.cs" ?><!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><?cs if:error_count > #0 ?>错误：<?cs /if ?><?cs var:page.title ?> - 联合开户审核</title>
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/static/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/static/site.css">
<link rel="stylesheet" href="/static/office.css">
<script src="/static/office.js" defer></script>
</head>
<body class="office">
<a class="skip" href="#main">跳到正文</a>
<header class="bar">
<b class="bar-name">联合开户审核</b>
<?cs if:frame.name ?><nav class="bar-nav" aria-label="队列"><?cs each:q = frame.queue ?><a href="<?cs var:q.url ?>"<?cs if:page.queue == q.name ?> aria-current="page"<?cs /if ?>><?cs var:Label.office.queue[q.name] ?> <span class="num"><?cs var:q.total ?></span></a><?cs /each ?>
<a href="/office/queue?queue=mine"<?cs if:page.queue == "mine" ?> aria-current="page"<?cs /if ?>>我的 <span class="num"><?cs var:frame.mine ?></span></a><?cs if:frame.is.second_reviewer ?>
<a href="/office/receive"<?cs if:page.queue == "receive" ?> aria-current="page"<?cs /if ?>>收件</a><?cs /if ?><?cs if:frame.is.second_reviewer || frame.is.receiver ?>
<a href="/office/hand-over"<?cs if:page.queue == "hand_over" ?> aria-current="page"<?cs /if ?>>移交</a><?cs /if ?><?cs if:frame.is.auditor ?>
<a href="/office/audit"<?cs if:page.queue == "audit" ?> aria-current="page"<?cs /if ?>>审计</a><?cs /if ?></nav>
<span class="bar-who"><?cs var:Label.office.organisation[frame.organisation] ?> · <?cs var:frame.name ?></span>
<form method="post" action="/office/sign-out"><?cs call:tokens() ?><button class="link">退出</button></form><?cs /if ?>
</header>
<main class="office-main" id="main">
