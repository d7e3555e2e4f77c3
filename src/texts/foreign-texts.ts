/** Languages that can be told, and that no phrase is written in. */
export type ForeignLanguage = 'de' | 'fr' | 'es' | 'ja' | 'ko' | 'ru' | 'ar';

/** One sentence each for those who write in a language that the bot does not read. */
export const FOREIGN_TEXTS: Record<ForeignLanguage, { passedOn: string; pleaseWrite: string }> = {
  de: {
    passedOn: 'Ich lese nur Englisch und Chinesisch und gebe Sie deshalb an einen Menschen weiter.',
    pleaseWrite: 'Ich lese nur Englisch und Chinesisch; bitte schreiben Sie in einer dieser Sprachen.',
  },
  fr: {
    passedOn: 'Je ne lis que l’anglais et le chinois, je vous passe donc un conseiller.',
    pleaseWrite: 'Je ne lis que l’anglais et le chinois ; merci d’écrire dans l’une de ces langues.',
  },
  es: {
    passedOn: 'Solo leo inglés y chino, así que le paso con una persona.',
    pleaseWrite: 'Solo leo inglés y chino; escriba, por favor, en uno de estos idiomas.',
  },
  ja: {
    passedOn: '英語と中国語しか読めないため、担当者におつなぎします。',
    pleaseWrite: '英語と中国語しか読めないため、どちらかの言語でお書きください。',
  },
  ko: {
    passedOn: '영어와 중국어만 읽을 수 있어 상담원에게 연결해 드립니다.',
    pleaseWrite: '영어와 중국어만 읽을 수 있으니 둘 중 한 언어로 적어 주세요.',
  },
  ru: {
    passedOn: 'Я читаю только по-английски и по-китайски, поэтому передаю вас сотруднику.',
    pleaseWrite: 'Я читаю только по-английски и по-китайски; напишите, пожалуйста, на одном из этих языков.',
  },
  ar: {
    passedOn: 'أقرأ الإنجليزية والصينية فقط، لذلك سأحوّلك إلى أحد الموظفين.',
    pleaseWrite: 'أقرأ الإنجليزية والصينية فقط، يُرجى الكتابة بإحدى هاتين اللغتين.',
  },
};
