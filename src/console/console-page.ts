/** The page's frame: everything else is drawn by its script. No inline script or style, as the security headers ask. */
export const CONSOLE_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Console</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/console/page/console.css">
<script type="module" src="/console/page/console.js"></script>
</head>
<body>
<noscript>The console needs JavaScript. Allow it for this page, then reload.</noscript>
</body>
</html>
`;
