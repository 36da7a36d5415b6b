// No validator of elsewhere, no address of elsewhere: the page works without the internet.
window.ui = SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
  supportedSubmitMethods: ['get', 'post']
});
