<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 840 594" width="840" height="594" role="img">
	<title><?cs var:problem ?></title>
	<rect width="840" height="594" fill="#f4f5f3"/><rect x="12" y="12" width="816" height="570" fill="none"
		stroke="#c5ccc8" stroke-width="2" stroke-dasharray="10 8"/><text x="420" y="302"
		font-family="Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif" font-size="22"
		fill="#52605a" text-anchor="middle"><?cs var:problem ?></text>
</svg>
